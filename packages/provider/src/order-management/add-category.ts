import type { AddCategoryRequest, AddCategoryResponse, ExtraDetail } from '@kvitt/contract'
import { CATEGORIES_MAX, orderInformation, type OrderAddress } from '@kvitt/domain'
import { parseOrderId } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { namedImage, refusedLink, unknownImage } from './category-terms.ts'
import { invalidResponse } from './error-response.ts'
import { orderKey } from './order-key.ts'

/** `POST /order-management/v3/categories` */
export async function addCategory(
  exchange: AuthenticatedExchange<AddCategoryRequest>,
): Promise<Response> {
  const { body, salesUnit, services } = exchange
  const orderId = body && parseOrderId(body.orderId)
  if (!body || !orderId) throw new Error('a category passed without what its schema requires')
  const { msn } = salesUnit
  const refuse = (problem: ExtraDetail): Response => invalidResponse(exchange, [problem])
  const strange = refusedLink(exchange, 'Url', body.url)
  if (strange) return refuse(strange)
  const image = await namedImage(services, msn, body.imageId)
  // Version 3 documents no 404 here.
  if (image && !image.isKnown) {
    return refuse({ name: 'ImageId', reason: unknownImage(msn, image.imageId) })
  }
  const order: OrderAddress = { msn, paymentType: body.paymentType, orderId }
  const at = services.clock.now()
  const id = services.random.uuid()
  const { type, url } = body
  const { refusal } = await services.store.decide({
    aggregate: orderInformation,
    key: orderKey(order),
    command: {
      type: 'add-category',
      at,
      order,
      category: { id, type, url, ...(image && { imageId: image.imageId }) },
    },
    at,
  })
  if (refusal !== undefined) {
    const reason = `An order has at most ${CATEGORIES_MAX} categories. Delete one first.`
    return refuse({ name: 'OrderId', reason })
  }
  const added: AddCategoryResponse = { categoryId: id }
  return jsonResponse(201, added)
}
