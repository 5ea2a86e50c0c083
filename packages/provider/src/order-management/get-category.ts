import { addedCategories, orderInformation } from '@kvitt/domain'
import { z } from 'zod'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { invalidResponse } from './error-response.ts'
import { categoryNotFound, orderOfCategory } from './find-category.ts'
import { orderKey } from './order-key.ts'
import { categoryView } from './order-views.ts'

/** `GET /order-management/v3/categories/{categoryId}` */
export async function getCategory(exchange: AuthenticatedExchange): Promise<Response> {
  const id = exchange.parameters['categoryId'] ?? ''
  if (!z.guid().safeParse(id).success) {
    const reason = `The value '${id}' is not valid.`
    return invalidResponse(exchange, [{ name: 'CategoryId', reason }])
  }
  const order = await orderOfCategory(exchange)
  if (!order) return categoryNotFound(exchange)
  const information = await exchange.services.store.load(orderInformation, orderKey(order))
  const found = addedCategories(information).find((each) => each.id === id.toLowerCase())
  const view = found && categoryView(order, found)
  return view ? jsonResponse(200, view) : categoryNotFound(exchange)
}
