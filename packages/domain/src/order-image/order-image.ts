import type { ImageId, Instant, Msn } from '@kvitt/values'
import { impossible, type Aggregate } from '../decider.ts'

/** An image that any number of orders may show. Its file is in the event alone: states are copied. */
export interface OrderImage {
  readonly msn: Msn
  readonly imageId: ImageId
  readonly contentType: 'image/png' | 'image/jpeg'
  readonly widthPixels: number
  readonly heightPixels: number
  readonly bytes: number
  readonly uploadedAt: Instant
}

export interface OrderImageUploaded extends Omit<OrderImage, 'uploadedAt'> {
  readonly type: 'uploaded'
  readonly at: Instant
  /** The file in base64. */
  readonly file: string
}

export type OrderImageCommand = Omit<OrderImageUploaded, 'type'> & { readonly type: 'upload' }

/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
export const orderImage: Aggregate<
  OrderImage,
  OrderImageCommand,
  OrderImageUploaded,
  'imageExists'
> = {
  kind: 'order-image',
  decide: (state, command) =>
    state ? { refusal: 'imageExists' } : { events: [{ ...command, type: 'uploaded' }] },
  evolve(state, { type, at, file: _, ...image }) {
    if (state) throw impossible('order-image', 'uploaded', type)
    return { ...image, uploadedAt: at }
  },
  wakeAt: () => undefined,
}
