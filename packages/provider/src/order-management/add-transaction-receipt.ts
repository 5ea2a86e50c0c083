import type { AddReceiptRequest } from '@kvitt/contract'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { namedTransaction } from './order-address.ts'
import { receiveReceipt } from './receive-receipt.ts'

/** `POST /order-management/v1/receipts/{transactionId}`: deprecated; answers without a body. */
export async function addTransactionReceipt(
  exchange: AuthenticatedExchange<AddReceiptRequest>,
): Promise<Response> {
  const named = namedTransaction(exchange)
  if ('refused' in named) return named.refused
  const result = await receiveReceipt(exchange, named.order)
  return 'refused' in result ? result.refused : new Response(null, { status: 200 })
}
