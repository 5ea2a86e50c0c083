import { createHash } from 'node:crypto'
import { html, raw } from 'hono/html'

/** How often the page looks again while the payment is pending. */
const LOOK_AGAIN_SECONDS = 2
/** How long the result is shown before the shop is. */
const SHOWN_SECONDS = 4

const STYLE = `
:root { color-scheme: light dark; --ground: #f5f5f3; --sheet: #ffffff; --text: #1b1d1c;
  --quiet: #5a605d; --accent: #1f5f8b; --on-accent: #ffffff; --line: #d0d4d1 }
@media (prefers-color-scheme: dark) { :root { --ground: #121413; --sheet: #1c1f1e;
  --text: #eef1ef; --quiet: #a9b0ac; --accent: #8cc4ea; --on-accent: #0c2536; --line: #3d4340 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1rem;
  background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 26rem; padding: 2rem 1.5rem; border-radius: .75rem;
  background: var(--sheet); border: 1px solid var(--line); overflow-wrap: anywhere }
h1 { margin: 0 0 .5rem; font-size: 1.5rem; line-height: 1.25 }
p { margin: 0 0 1rem }
p:last-child { margin: 0 }
.quiet { color: var(--quiet) }
a { display: block; padding: .75rem 1rem; border-radius: .5rem; text-align: center;
  background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
`

/**
 * Looks again without loading the page anew, so that nobody who reads or listens is interrupted
 * before there is something to say; then the page goes on to the shop as it does without.
 */
const SCRIPT = `
const look = async () => {
  const answer = await fetch(location.href)
  const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
  if (next.querySelector('script')) return false
  document.title = next.title
  document.querySelector('main').replaceChildren(...next.querySelector('main').childNodes)
  const onward = document.querySelector('main a')
  if (onward) setTimeout(() => location.assign(onward.href), ${SHOWN_SECONDS * 1_000})
  return true
}
const lookAgain = () => setTimeout(async () => {
  if (!(await look().catch(() => false))) lookAgain()
}, ${LOOK_AGAIN_SECONDS * 1_000})
lookAgain()
`

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    `default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; ` +
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  // The address holds the order's token: it must not travel on to the shop.
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** What stands on the page, and what it does next. */
interface DocumentParts {
  readonly language: string
  readonly title: string
  readonly content: ReturnType<typeof html>
  readonly status: number
  /** Looks again soon, or goes on to the shop; stays as it is unless given. */
  readonly next?: 'look-again' | { readonly onward: string }
}

/** The whole page; it needs no script, and with one it is calmer. */
export async function document(parts: DocumentParts): Promise<Response> {
  const { language, title, content, status, next } = parts
  const isPending = next === 'look-again'
  const text = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${raw(`<style>${STYLE}</style>`)} ${isPending ? raw(`<noscript>${REFRESH}</noscript>`) : ''}
      </head>
      <body>
        <main aria-live="polite">
          <h1>${title}</h1>
          ${content}
        </main>
        ${isPending ? raw(`<script>${SCRIPT}</script>`) : ''}
      </body>
    </html>`
  const refresh = typeof next === 'object' && { Refresh: `${SHOWN_SECONDS}; url=${next.onward}` }
  return new Response(text.toString(), { status, headers: { ...HEADERS, ...refresh } })
}

const REFRESH = `<meta http-equiv="refresh" content="${LOOK_AGAIN_SECONDS}">`
