import { orderInformation, replaceableCategory } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { notFoundResponse } from './error-response.ts'
import { namedTransaction } from './order-address.ts'
import { orderKey } from './order-key.ts'
import { orderCategoryView } from './order-views.ts'

/** `GET /order-management/v1/orders/{transactionId}`: deprecated. */
export async function getTransactionCategory(exchange: AuthenticatedExchange): Promise<Response> {
  const named = namedTransaction(exchange)
  if ('refused' in named) return named.refused
  const { store } = exchange.services
  const category = replaceableCategory(await store.load(orderInformation, orderKey(named.order)))
  return category
    ? jsonResponse(200, orderCategoryView(category))
    : notFoundResponse(exchange, `Transaction ${named.order.orderId} has no category.`)
}
