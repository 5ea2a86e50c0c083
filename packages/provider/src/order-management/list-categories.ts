import type { ListCategoriesResponse } from '@kvitt/contract'
import { addedCategories, orderInformation, type OrderAddress } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { queriedOrderId } from './order-address.ts'
import { orderKey } from './order-key.ts'
import { categoryView } from './order-views.ts'

/** `GET /order-management/v3/categories?orderId=…`: of both payment types, newest first. */
export async function listCategories(exchange: AuthenticatedExchange): Promise<Response> {
  const queried = queriedOrderId(exchange)
  if ('refused' in queried) return queried.refused
  const { store } = exchange.services
  const found = await Promise.all(
    (['ECOM', 'RECURRING'] as const).map(async (paymentType) => {
      const { orderId } = queried
      const order: OrderAddress = { msn: exchange.salesUnit.msn, paymentType, orderId }
      const added = addedCategories(await store.load(orderInformation, orderKey(order)))
      return added.map((category) => ({ order, category }))
    }),
  )
  const newestFirst = found
    .flat()
    .toSorted((left, right) => right.category.placedAt - left.category.placedAt)
  const list: ListCategoriesResponse = {
    categories: newestFirst.flatMap(({ order, category }) => categoryView(order, category) ?? []),
  }
  return jsonResponse(200, list)
}
