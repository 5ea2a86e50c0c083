import type { Brand } from './brand.ts'

/** A merchant's own name for an image, unique per sales unit. */
export type ImageId = Brand<string, 'ImageId'>

/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
export const IMAGE_ID_PATTERN = /^[0-9A-Za-z-_.]+$/
export const IMAGE_ID_LENGTH_MAX = 128

export function parseImageId(text: string): ImageId | undefined {
  const isShort = text.length <= IMAGE_ID_LENGTH_MAX
  return isShort && IMAGE_ID_PATTERN.test(text) ? (text as ImageId) : undefined
}
