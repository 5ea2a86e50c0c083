import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'

const STYLE = `
:root { color-scheme: light dark; --ground: #f4f6f5; --sheet: #ffffff; --text: #14221d;
  --quiet: #53625c; --accent: #0b6b4f; --on-accent: #ffffff; --line: #c6d0cb; --problem: #a3262a }
@media (prefers-color-scheme: dark) { :root { --ground: #101815; --sheet: #18231f; --text: #edf3f0;
  --quiet: #a5b4ad; --accent: #6fd3af; --on-accent: #06231a; --line: #3b4a44; --problem: #ff9c9c } }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; display: grid; justify-items: center; padding: 1rem }
.notice { max-width: 26rem; width: 100%; margin: 0; padding: .5rem 0; font-size: .875rem;
  color: var(--quiet) }
main { background: var(--sheet); border: 1px solid var(--line); border-radius: .75rem;
  padding: 1.25rem; width: 100%; max-width: 26rem; overflow-wrap: anywhere }
h1, h2 { font-size: 1rem; font-weight: 600; margin: 0 0 1rem; color: var(--quiet) }
p { margin: 0 0 .75rem }
.merchant { font-size: 1.125rem; font-weight: 600; margin: 0 }
.amount { font-size: 2rem; font-weight: 700; margin: 0 0 .5rem; font-variant-numeric: tabular-nums }
.quiet { color: var(--quiet); font-size: .875rem }
.problem { color: var(--problem); font-weight: 600 }
label { display: block; font-weight: 600; margin: .75rem 0 .25rem }
input, select, button { font: inherit; width: 100%; min-height: 2.75rem; border-radius: .5rem;
  border: 1px solid var(--line); background: var(--ground); color: var(--text); padding: .5rem .75rem }
.buttons { display: grid; grid-template-columns: 2fr 1fr; gap: .75rem; margin: 1.25rem 0 1rem }
button { background: var(--accent); color: var(--on-accent); border-color: transparent;
  font-weight: 600; cursor: pointer }
button.second { background: transparent; color: var(--text); border-color: var(--line) }
a { color: var(--accent) }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
  // The page's address holds the payment's token: it must not travel on to the merchant.
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

/** A page that says what it is: a test environment, not the real service. */
export async function page(
  title: string,
  content: ReturnType<typeof html>,
  status: number,
): Promise<Response> {
  const text = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – Kvitt test environment</title>
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <p class="notice">
          Kvitt test environment: this is not Vipps MobilePay, and no money moves.
        </p>
        <main>
          <h1>Test payment</h1>
          ${content}
        </main>
      </body>
    </html> `
  return new Response(text.toString(), { status, headers: HEADERS })
}
