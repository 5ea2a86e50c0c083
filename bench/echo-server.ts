import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/** The bare server that Kvitt is measured against: parses the same request and sends it back. */
const app = new Hono()
app.post('*', async (context) => context.json(await context.req.json()))
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`)
})
