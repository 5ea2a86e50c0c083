import type { AddReceiptRequest } from '@kvitt/contract'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { namedOrder } from './order-address.ts'
import { receiveReceipt } from './receive-receipt.ts'

/** `POST /order-management/v2/{paymentType}/receipts/{orderId}` */
export async function addReceipt(
  exchange: AuthenticatedExchange<AddReceiptRequest>,
): Promise<Response> {
  const named = namedOrder(exchange)
  if ('refused' in named) return named.refused
  const result = await receiveReceipt(exchange, named.order)
  return 'refused' in result ? result.refused : jsonResponse(201, result.id)
}
