import type { UploadImageRequest, UploadImageResponse } from '@kvitt/contract'
import { orderImage } from '@kvitt/domain'
import { parseImageId } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { conflictResponse, invalidResponse } from './error-response.ts'
import { imageKey } from './order-key.ts'
import { readImage } from './read-image.ts'

/** `POST /order-management/v1/images`: once for each id, even with the same file. */
export async function uploadImage(
  exchange: AuthenticatedExchange<UploadImageRequest>,
): Promise<Response> {
  const { body, salesUnit, services } = exchange
  const imageId = body && parseImageId(body.imageId)
  if (!body || !imageId) throw new Error('an image passed without what its schema requires')
  const image = readImage(body.src)
  if ('reason' in image) {
    const { reason, named } = image
    return invalidResponse(exchange, [{ name: 'Src', reason }], named ? reason : undefined)
  }
  const { msn } = salesUnit
  const at = services.clock.now()
  const { refusal } = await services.store.decide({
    aggregate: orderImage,
    key: imageKey(msn, imageId),
    command: { type: 'upload', at, msn, imageId, ...image },
    at,
  })
  if (refusal !== undefined) {
    const detail = `This is a duplicate: MSN ${msn} has an image ${imageId} already, and images cannot be replaced.`
    return conflictResponse(exchange, detail)
  }
  const uploaded: UploadImageResponse = { imageId }
  return jsonResponse(200, uploaded)
}
