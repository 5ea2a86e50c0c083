import type { OrderAddress } from '@kvitt/domain'
import type { ImageId, Msn } from '@kvitt/values'

/** Where order information is in the store. */
export function orderKey({ msn, paymentType, orderId }: OrderAddress): string {
  return `${msn}/${paymentType}/${orderId}`
}

/** Where an image is in the store. */
export function imageKey(msn: Msn, imageId: ImageId): string {
  return `${msn}/${imageId}`
}

/** Where it is written to which order a category belongs. */
export function categoryKey(msn: Msn, categoryId: string): string {
  return `${msn}/${categoryId.toLowerCase()}`
}
