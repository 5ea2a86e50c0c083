import { order, webhookDelivery, type Order } from '@kvitt/domain'
import { deliveryKey, enqueueing } from '../events/event-queue.ts'
import { shopEventsIn } from '../events/shop-event.ts'
import { jsonResponse } from '../http/json-response.ts'
import { findOrder } from '../orders/find-order.ts'
import type { Exchange } from './exchange.ts'
import { invalid, problem } from './problem.ts'

/** How much may wait for an endpoint before anything is told again: more than any order comes to. */
const PENDING_MAX = 1_000

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
  return jsonResponse({ queued: events.length - last - 1 }, 202)
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
