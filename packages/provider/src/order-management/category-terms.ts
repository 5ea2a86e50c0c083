import type { ExtraDetail } from '@kvitt/contract'
import { orderImage } from '@kvitt/domain'
import { parseImageId, type ImageId, type Msn } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { isStrict } from '../http/is-strict.ts'
import type { Services } from '../services.ts'
import { imageKey } from './order-key.ts'

/** The image that a category names, known or not; undefined when it names none. */
export async function namedImage(
  { store }: Services,
  msn: Msn,
  text: string | null | undefined,
): Promise<{ readonly imageId: ImageId; readonly isKnown: boolean } | undefined> {
  const imageId = text == null ? undefined : parseImageId(text)
  if (!imageId) return undefined
  return { imageId, isKnown: (await store.load(orderImage, imageKey(msn, imageId))) !== undefined }
}

export function unknownImage(msn: Msn, imageId: ImageId): string {
  return `There is no image ${imageId} for MSN ${msn}. Upload it first.`
}

/** Why strict mode refuses a link that a local environment takes. */
export function refusedLink(
  exchange: AuthenticatedExchange,
  name: string,
  url: string,
): ExtraDetail | undefined {
  if (!isStrict(exchange) || new URL(url).protocol === 'https:') return undefined
  return { name, reason: `The field ${name} must use https.` }
}
