import { attemptOf, order, orderNumberOf, statusOf, type Order } from '@kvitt/domain'
import { isSameText } from '@kvitt/http'
import { parseReference, SECOND_MS } from '@kvitt/values'
import type { Context } from 'hono'
import { html } from 'hono/html'
import { orderKey } from '../orders/order-key.ts'
import type { Services } from '../services.ts'
import { document } from './document.ts'
import { returnResult, unsettledAttempts } from './return-result.ts'
import { returnTexts } from './return-texts.ts'
import { signedResult } from './signed-result.ts'

/** How long a customer who comes back waits for the provider to be asked. */
const READ_MS_MAX = 4 * SECOND_MS

/**
 * The page that customers come back to, in whatever browser their phone opens: the address alone
 * says which order it is. It asks the provider, because coming back proves nothing.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/redirects/
 */
export async function returnPage(services: Services, context: Context): Promise<Response> {
  const { req } = context
  const { language, texts } = returnTexts(req.header('accept-language'))
  try {
    const found = await find(services, req.param('reference') ?? '', req.param('token') ?? '')
    if (!found) {
      const { title, text } = texts.unknown
      return document({ language, title, content: html`<p>${text}</p>`, status: 404 })
    }
    return resultPage(services, context, await readOnReturn(services, found))
  } catch (error) {
    // Whoever has just paid is not shown a fault of ours: the page looks again.
    const context = { err: error, reference: req.param('reference') }
    services.logger.error(context, 'a customer came back and could not be told the result')
    const { title, text } = texts.unanswered
    const content = html`<p>${text}</p>`
    return document({ language, title, content, status: 503, next: 'look-again' })
  }
}

function resultPage(
  { configuration, clock }: Services,
  { req }: Context,
  state: Order,
): Promise<Response> {
  const { language, texts } = returnTexts(req.header('accept-language'))
  const { number, terms } = state
  const result = returnResult(state)
  const { title, text } = texts[result]
  const about = html`<p>${text}</p>
    <p class="quiet">${texts.order} ${number}: ${terms.description}</p>`
  if (result === 'pending') {
    return document({ language, title, content: about, status: 200, next: 'look-again' })
  }
  const { returnUrl } = terms
  // Whoever has paid by a code on a poster goes nowhere.
  if (returnUrl === undefined) return document({ language, title, content: about, status: 200 })
  const status = statusOf(state)
  const at = clock.now()
  const onward = signedResult(configuration.resultSecret, { returnUrl, number, status, at })
  const content = html`${about}<a href="${onward}">${texts.back}</a>`
  return document({ language, title, content, status: 200, next: { onward } })
}

interface FoundOrder {
  readonly key: string
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
    if (isSameText(token, state.returnToken)) return { key, state }
  }
  return undefined
}

/** Has whatever keeps the result open read now, and waits for that a moment. */
async function readOnReturn(
  { store, clock, orders }: Services,
  { key, state }: FoundOrder,
): Promise<Order> {
  if (returnResult(state) !== 'pending') return state
  const at = clock.now()
  const seen = { type: 'note-customer', at, where: 'return' } as const
  const noted = store.decide({ aggregate: order, key, command: seen, at })
  const readings = unsettledAttempts(state).map(async ({ reference }) => {
    const command = { type: 'want-read', at, reference, cause: 'return' } as const
    const wanted = await store.decide({ aggregate: order, key, command, at })
    return orders.untilRead(key, reference, wanted.state, READ_MS_MAX)
  })
  await Promise.all([noted, ...readings])
  return (await store.load(order, key)) ?? state
}
