import type { html } from 'hono/html'

/** A piece of a page; everything in it that is no `Html` itself was escaped. */
export type Html = ReturnType<typeof html>
export { html } from 'hono/html'
