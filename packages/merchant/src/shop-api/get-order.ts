import type { OrderView } from '@kvitt/contract'
import { jsonResponse } from '../http/json-response.ts'
import { findOrder } from '../orders/find-order.ts'
import { orderView } from '../orders/order-view.ts'
import { orderSettlementView } from '../settlements/order-settlement-view.ts'
import type { Exchange } from './exchange.ts'
import { problem } from './problem.ts'

/** `GET /v1/orders/{number}` */
export async function getOrder({ services, number }: Exchange): Promise<Response> {
  const found = await findOrder(services, number)
  if (!found) return problem('orderNotFound')
  const settlement = await orderSettlementView(services, found.key)
  const view: OrderView = { ...orderView(found.state), ...(settlement && { settlement }) }
  return jsonResponse(view)
}
