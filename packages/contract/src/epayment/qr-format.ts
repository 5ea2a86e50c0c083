import { z } from 'zod'

/**
 * How a payment with `userFlow` `QR` is to be shown; it means nothing with any other flow.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/qr-payments/
 */
export const QrFormat = z
  .object({
    format: z.enum(['IMAGE/SVG+XML', 'IMAGE/PNG', 'TEXT/TARGETURL']),
    size: z
      .int()
      .min(100)
      .max(2_000)
      .nullish()
      .meta({ description: 'Pixels, only for IMAGE/PNG; 1024 when left out.' }),
  })
  .meta({ id: 'QrFormat' })
export type QrFormat = z.infer<typeof QrFormat>
