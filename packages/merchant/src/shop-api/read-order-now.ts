import { jsonResponse } from '../http/json-response.ts'
import { orderView } from '../orders/order-view.ts'
import { readOrder } from '../orders/read-order.ts'
import type { Exchange } from './exchange.ts'
import { problem } from './problem.ts'

/** `POST /v1/orders/{number}/readings` */
export async function readOrderNow({ services, number }: Exchange): Promise<Response> {
  const read = await readOrder(services, number, { cause: 'shop' })
  return read
    ? jsonResponse(orderView(read.state), read.isRead ? 200 : 202)
    : problem('orderNotFound')
}
