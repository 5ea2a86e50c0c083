import { isDeepStrictEqual } from 'node:util'
import type { OrderLink, PlaceOrderRequest } from '@kvitt/contract'
import { order, statusOf, type Order, type OrderTerms } from '@kvitt/domain'
import { minorUnits, parseOrderNumber, SECOND_MS } from '@kvitt/values'
import { jsonResponse } from '../http/json-response.ts'
import { findOrder } from '../orders/find-order.ts'
import { orderKey } from '../orders/order-key.ts'
import { orderTerms } from '../orders/order-terms.ts'
import { orderView } from '../orders/order-view.ts'
import type { MerchantConfiguration, SalesUnit, Services } from '../services.ts'
import type { Exchange } from './exchange.ts'
import { invalid, problem } from './problem.ts'

/** How long a shop waits for the address to send its customer to. */
const REDIRECT_MS_MAX = 15 * SECOND_MS
const RETURN_TOKEN_BYTES = 18

/** `POST /v1/orders`: the number makes it safe to be sent again. */
export async function placeOrder({ services, body }: Exchange): Promise<Response> {
  const request = body as PlaceOrderRequest
  const salesUnit = salesUnitFor(services.configuration, request)
  if (salesUnit) return placeAt(services, salesUnit, request)
  return problem('noSalesUnit', { detail: salesUnitsThereAre(services.configuration) })
}

/** Places an order at a sales unit of its currency, and answers what comes of it. */
export async function placeAt(
  services: Services,
  { msn, referencePrefix }: SalesUnit,
  request: PlaceOrderRequest,
): Promise<Response> {
  const { store, clock, random, configuration, orders } = services
  const { amount, capture } = request
  const number = parseOrderNumber(request.number)
  if (number === undefined) return invalid('number', 'is not an order number')
  const key = orderKey(msn, number)
  const known = await findOrder(services, number)
  // A number leads to one order, whichever sales unit it is at.
  if (known && known.key !== key) return problem('orderExists')
  const at = clock.now()
  const terms = orderTerms(request)
  const policy = {
    ...configuration.policy,
    ...(capture !== undefined && { capture }),
    ...confirmation(configuration, number),
  }
  const replied = await store.reply({
    aggregate: order,
    key,
    at,
    command: {
      type: 'place',
      at,
      msn,
      number,
      uid: random.uuid(),
      returnToken: Buffer.from(random.bytes(RETURN_TOKEN_BYTES)).toString('base64url'),
      referencePrefix,
      currency: amount.currency,
      amount: minorUnits(amount.value),
      terms,
      policy,
    },
    // Two sales units may be asked for one number at once: it is given away with the order.
    idempotency: { scope: 'order-number', key: number, fingerprint: key },
    reply: ({ refusal }) => ({
      status: refusal === undefined ? 201 : 409,
      body: refusal ?? '',
      kept: refusal === undefined,
    }),
  })
  if (replied.conflict) return problem('orderExists')
  const refusal = replied.replayed ? 'orderExists' : replied.reply.body
  if (refusal === 'expiryOutOfRange') return problem(refusal)
  if (refusal === 'orderExists') {
    const state = await store.load(order, key)
    if (!state || !isSame(state, amount.value, terms)) return problem(refusal)
    // Sent again, because the customer wants to go and pay, or waits for it.
    const command = { type: 'note-customer', at, where: 'shop' } as const
    await store.decide({ aggregate: order, key, command, at })
  }
  const placed = await orders.until(key, (now) => statusOf(now) !== 'starting', REDIRECT_MS_MAX)
  return placed
    ? jsonResponse(orderView(placed), refusal === 'orderExists' ? 200 : 201)
    : problem('busy')
}

/** The link that the customer is given when the order is paid, where one is configured. */
function confirmation(
  { confirmationUrl }: MerchantConfiguration,
  number: string,
): { readonly confirmation?: OrderLink } {
  if (confirmationUrl === undefined) return {}
  const orderDetailsUrl = confirmationUrl.replaceAll('{number}', encodeURIComponent(number))
  return { confirmation: { category: 'ORDER_CONFIRMATION', orderDetailsUrl } }
}

/** The one of that currency and name; without a name the first of the currency. */
function salesUnitFor(
  { salesUnits }: MerchantConfiguration,
  { amount, salesUnit: named }: PlaceOrderRequest,
): SalesUnit | undefined {
  return salesUnits.find(
    ({ currency, name }) => currency === amount.currency && (named === undefined || name === named),
  )
}

/** What an order can be placed in, and by which names. */
function salesUnitsThereAre({ salesUnits }: MerchantConfiguration): string {
  const units = salesUnits.map(({ name, currency }) =>
    name === undefined ? currency : `${currency} (${name})`,
  )
  return `The sales units here take ${units.join(', ')}.`
}

/** Whether an order was placed by the same request. */
function isSame({ attempts, terms }: Order, amount: number, other: OrderTerms): boolean {
  return attempts[0]?.amount === amount && isDeepStrictEqual(terms, other)
}
