import type { PutCategoryRequest } from '@kvitt/contract'
import {
  orderInformation,
  replaceableCategory,
  type OrderAddress,
  type OrderCategory,
} from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { namedImage, refusedLink, unknownImage } from './category-terms.ts'
import { invalidResponse, notFoundResponse } from './error-response.ts'
import { orderKey } from './order-key.ts'

/** Sets or replaces the one link of an order; unknown orders are as good as known ones. */
export async function placeCategory(
  exchange: AuthenticatedExchange<PutCategoryRequest>,
  order: OrderAddress,
): Promise<{ readonly placed: OrderCategory } | { readonly refused: Response }> {
  const { body, services } = exchange
  if (!body) throw new Error('a category passed without a body')
  const { category: type, orderDetailsUrl: url } = body
  const strange = refusedLink(exchange, 'OrderDetailsUrl', url)
  if (strange) return { refused: invalidResponse(exchange, [strange]) }
  const image = await namedImage(services, order.msn, body.imageId)
  if (image && !image.isKnown) {
    return { refused: notFoundResponse(exchange, unknownImage(order.msn, image.imageId)) }
  }
  const at = services.clock.now()
  const id = services.random.uuid()
  const { state } = await services.store.decide({
    aggregate: orderInformation,
    key: orderKey(order),
    command: {
      type: 'put-category',
      at,
      order,
      category: { id, type, url, ...(image && { imageId: image.imageId }) },
    },
    at,
  })
  const placed = replaceableCategory(state)
  if (!placed) throw new Error('a category was put and is not there')
  return { placed }
}
