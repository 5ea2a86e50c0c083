import type { PutCategoryRequest } from '@kvitt/contract'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { namedOrder } from './order-address.ts'
import { placeCategory } from './place-category.ts'

/** `PUT /order-management/v2/{paymentType}/categories/{orderId}` */
export async function putCategory(
  exchange: AuthenticatedExchange<PutCategoryRequest>,
): Promise<Response> {
  const named = namedOrder(exchange)
  if ('refused' in named) return named.refused
  const result = await placeCategory(exchange, named.order)
  return 'refused' in result ? result.refused : jsonResponse(200, result.placed.id)
}
