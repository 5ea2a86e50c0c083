import { createHash } from 'node:crypto'
import { attemptOf, order, orderNumberOf, statusOf, type Order } from '@kvitt/domain'
import { parseReference, SECOND_MS, type Reference } from '@kvitt/values'
import type { Context } from 'hono'
import { html, raw } from 'hono/html'
import { isSameText } from '../http/same-text.ts'
import { orderKey } from '../orders/order-key.ts'
import type { Services } from '../services.ts'
import { RESULT_OF_STATUS, returnTexts, type ReturnResult } from './return-texts.ts'
import { signedResult } from './signed-result.ts'

/** How long a customer who comes back waits for the provider to be asked. */
const READ_MS_MAX = 4 * SECOND_MS
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
.quiet { color: var(--quiet) }
a { display: block; padding: .75rem 1rem; border-radius: .5rem; text-align: center;
  background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; ` +
    "form-action 'none'; frame-ancestors 'none'",
  // The address holds the order's token: it must not travel on to the shop.
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const

/**
 * The page that customers come back to, in whatever browser their phone opens: the address alone
 * says which order it is. It asks the provider, because coming back proves nothing.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/redirects/
 */
export async function returnPage(services: Services, context: Context): Promise<Response> {
  const { configuration, clock } = services
  const { req } = context
  const { language, texts } = returnTexts(req.header('accept-language'))
  const found = await find(services, req.param('reference') ?? '', req.param('token') ?? '')
  if (!found) {
    const { title, text } = texts.unknown
    return page({ language, title, content: html`<p>${text}</p>`, status: 404 })
  }
  const state = await readOnReturn(services, found)
  const { number, terms } = state
  const status = statusOf(state)
  const result: ReturnResult = RESULT_OF_STATUS[status]
  const { title, text } = texts[result]
  const { returnUrl } = terms
  const isOnward = result !== 'pending' && returnUrl !== undefined
  const onward = isOnward
    ? signedResult(configuration.resultSecret, { returnUrl, number, status, at: clock.now() })
    : undefined
  const refresh =
    onward === undefined ? String(LOOK_AGAIN_SECONDS) : `${SHOWN_SECONDS}; url=${onward}`
  const content = html`<p>${text}</p>
    <p class="quiet">${texts.order} ${number}: ${terms.description}</p>
    ${onward === undefined ? '' : html`<a href="${onward}">${texts.back}</a>`}`
  return page({ language, title, content, status: 200, refresh })
}

interface FoundOrder {
  readonly key: string
  readonly reference: Reference
  readonly state: Order
}

async function find(
  { store, configuration }: Services,
  text: string,
  token: string,
): Promise<FoundOrder | undefined> {
  const reference = parseReference(text)
  if (reference === undefined) return undefined
  for (const { msn, referencePrefix } of configuration.salesUnits) {
    const number = orderNumberOf(referencePrefix, reference)
    if (number === undefined) continue
    const key = orderKey(msn, number)
    const state = await store.load(order, key)
    if (!state || !attemptOf(state, reference)) continue
    if (isSameText(token, state.returnToken)) return { key, reference, state }
  }
  return undefined
}

/** Has the payment read now, and waits for that a moment. */
async function readOnReturn(
  { store, clock, orders }: Services,
  { key, reference, state }: FoundOrder,
): Promise<Order> {
  if (RESULT_OF_STATUS[statusOf(state)] !== 'pending') return state
  const at = clock.now()
  const command = { type: 'want-read', at, reference, cause: 'return' } as const
  const wanted = await store.decide({ aggregate: order, key, command, at })
  return (await orders.untilRead(key, reference, wanted.state, READ_MS_MAX)) ?? state
}

interface PageParts {
  readonly language: string
  readonly title: string
  readonly content: ReturnType<typeof html>
  readonly status: number
  readonly refresh?: string
}

async function page({ language, title, content, status, refresh }: PageParts): Promise<Response> {
  const text = await html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${raw(`<style>${STYLE}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`
  const headers = { ...HEADERS, ...(refresh !== undefined && { Refresh: refresh }) }
  return new Response(text.toString(), { status, headers })
}
