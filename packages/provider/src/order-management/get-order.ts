import type { GetOrderResponse } from '@kvitt/contract'
import { orderInformation, replaceableCategory } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { notFoundResponse } from './error-response.ts'
import { namedOrder } from './order-address.ts'
import { orderKey } from './order-key.ts'
import { orderCategoryView, receiptOf } from './order-views.ts'

/** `GET /order-management/v2/{paymentType}/{orderId}` */
export async function getOrder(exchange: AuthenticatedExchange): Promise<Response> {
  const named = namedOrder(exchange)
  if ('refused' in named) return named.refused
  const { order } = named
  const information = await exchange.services.store.load(orderInformation, orderKey(order))
  const category = replaceableCategory(information)
  const receipt = receiptOf(information)
  if (!category && !receipt) {
    const detail = `Nothing is known of order ${order.orderId} of MSN ${order.msn}.`
    return notFoundResponse(exchange, detail)
  }
  const view: GetOrderResponse = {
    category: category ? orderCategoryView(category) : null,
    receipt: receipt ?? null,
  }
  return jsonResponse(200, view)
}
