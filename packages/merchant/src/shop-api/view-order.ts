import type { OrderPage, OrderView, ShopEventList } from '@kvitt/contract'
import { order, webhookDelivery, type Order } from '@kvitt/domain'
import { deliveryKey, enqueueing } from '../events/event-queue.ts'
import { shopEventsIn } from '../events/shop-event.ts'
import { findOrder } from '../orders/find-order.ts'
import { orderView } from '../orders/order-view.ts'
import { readOrder } from '../orders/read-order.ts'
import { orderSettlementView } from '../settlements/order-settlement-view.ts'
import type { Exchange } from './exchange.ts'
import { invalid, json, problem } from './problem.ts'

const PAGE_MAX = 100
const PAGE_DEFAULT = 50
/** How much may wait for an endpoint before anything is told again: more than any order comes to. */
const PENDING_MAX = 1_000

/** `GET /v1/orders/{number}` */
export async function getOrder({ services, number }: Exchange): Promise<Response> {
  const found = await findOrder(services, number)
  if (!found) return problem('orderNotFound')
  const settlement = await orderSettlementView(services, found.key)
  const view: OrderView = { ...orderView(found.state), ...(settlement && { settlement }) }
  return json(view)
}

/** `GET /v1/orders` */
export async function listOrders({ services, query }: Exchange): Promise<Response> {
  const { store, configuration } = services
  const limit = Number(query.get('limit') ?? PAGE_DEFAULT)
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_MAX) {
    return invalid('limit', `must be 1 to ${PAGE_MAX}`)
  }
  const msn = query.get('merchantSerialNumber') ?? configuration.salesUnits[0]?.msn
  const begins = query.get('prefix')
  const after = query.get('after')
  try {
    const { items, next } = await store.list(order, {
      limit,
      ...((begins !== null || query.has('merchantSerialNumber')) && {
        prefix: `${msn}/${begins ?? ''}`,
      }),
      ...(after !== null && { after }),
    })
    const page: OrderPage = {
      orders: items.map(({ state }) => orderView(state)),
      ...(next !== undefined && { next }),
    }
    return json(page)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return invalid('after', 'must be the `next` of the page before')
  }
}

/** `POST /v1/orders/{number}/readings` */
export async function askProvider({ services, number }: Exchange): Promise<Response> {
  const read = await readOrder(services, number, { cause: 'shop' })
  return read ? json(orderView(read.state), read.isRead ? 200 : 202) : problem('orderNotFound')
}

/** `GET /v1/orders/{number}/events` */
export async function listEvents({ services, number }: Exchange): Promise<Response> {
  const found = await findOrder(services, number)
  if (!found) return problem('orderNotFound')
  const events = shopEventsIn(await services.store.history(order, found.key))
  const list: ShopEventList = { events: [...events] }
  return json(list)
}

/** `POST /v1/orders/{number}/events/replay` */
export async function replayEvents({ services, number, body }: Exchange): Promise<Response> {
  const { store, clock, configuration } = services
  const found = await findOrder(services, number)
  if (!found) return problem('orderNotFound')
  const { after } = body as { readonly after?: string }
  const events = shopEventsIn(await store.history(order, found.key))
  const last = events.findIndex(({ id }) => id === after)
  if (after !== undefined && last === -1) return invalid('after', 'is not an event of this order')
  if (await isTooMuchPending(services, found.state)) return problem('busy')
  const at = clock.now()
  const again = events
    .slice(last + 1)
    .flatMap((event) => enqueueing(configuration.eventEndpoints, found.state, event, at))
  // In one turn of the event loop, so in one commit and in their order.
  await Promise.all(
    again.map(({ key, command }) => store.decide({ aggregate: webhookDelivery, key, command, at })),
  )
  return json({ queued: events.length - last - 1 }, 202)
}

/** Whether an endpoint that takes nothing has been replayed to again and again. */
async function isTooMuchPending(
  { store, configuration }: Exchange['services'],
  order: Order,
): Promise<boolean> {
  const queues = configuration.eventEndpoints.map(({ id }) =>
    store.load(webhookDelivery, deliveryKey(order, id)),
  )
  return (await Promise.all(queues)).some((queue) => (queue?.pending.length ?? 0) >= PENDING_MAX)
}
