import type { PutCategoryRequest } from '@kvitt/contract'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { namedTransaction } from './order-address.ts'
import { placeCategory } from './place-category.ts'

/** `PUT /order-management/v1/orders/{transactionId}`: deprecated; answers without a body. */
export async function putTransactionCategory(
  exchange: AuthenticatedExchange<PutCategoryRequest>,
): Promise<Response> {
  const named = namedTransaction(exchange)
  if ('refused' in named) return named.refused
  const result = await placeCategory(exchange, named.order)
  return 'refused' in result ? result.refused : new Response(null, { status: 200 })
}
