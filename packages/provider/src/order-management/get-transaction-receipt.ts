import { orderInformation } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { notFoundResponse } from './error-response.ts'
import { namedTransaction } from './order-address.ts'
import { orderKey } from './order-key.ts'
import { receiptOf } from './order-views.ts'

/** `GET /order-management/v1/receipts/{transactionId}`: deprecated. */
export async function getTransactionReceipt(exchange: AuthenticatedExchange): Promise<Response> {
  const named = namedTransaction(exchange)
  if ('refused' in named) return named.refused
  const { store } = exchange.services
  const receipt = receiptOf(await store.load(orderInformation, orderKey(named.order)))
  return receipt
    ? jsonResponse(200, receipt)
    : notFoundResponse(exchange, `Transaction ${named.order.orderId} has no receipt.`)
}
