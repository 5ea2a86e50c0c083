import { orderInformation } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { categoryNotFound, orderOfCategory } from './find-category.ts'
import { orderKey } from './order-key.ts'

/** `DELETE /order-management/v3/categories/{categoryId}` */
export async function deleteCategory(exchange: AuthenticatedExchange): Promise<Response> {
  const { parameters, services } = exchange
  const order = await orderOfCategory(exchange)
  if (!order) return categoryNotFound(exchange)
  const at = services.clock.now()
  const id = (parameters['categoryId'] ?? '').toLowerCase()
  const { refusal } = await services.store.decide({
    aggregate: orderInformation,
    key: orderKey(order),
    command: { type: 'delete-category', at, id },
    at,
  })
  return refusal === undefined ? new Response(null, { status: 200 }) : categoryNotFound(exchange)
}
