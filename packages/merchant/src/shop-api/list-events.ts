import type { ShopEventList } from '@kvitt/contract'
import { order } from '@kvitt/domain'
import { shopEventsIn } from '../events/shop-event.ts'
import { jsonResponse } from '../http/json-response.ts'
import { findOrder } from '../orders/find-order.ts'
import type { Exchange } from './exchange.ts'
import { problem } from './problem.ts'

/** `GET /v1/orders/{number}/events` */
export async function listEvents({ services, number }: Exchange): Promise<Response> {
  const found = await findOrder(services, number)
  if (!found) return problem('orderNotFound')
  const events = shopEventsIn(await services.store.history(order, found.key))
  const list: ShopEventList = { events: [...events] }
  return jsonResponse(list)
}
