import { z } from 'zod'

export const CHECKED_IN_EVENT_TYPE = 'user.checked-in.v1'

/**
 * What a merchant receives when a customer has scanned one of its callback codes.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/qr-api/
 */
export const CheckedInWebhook = z
  .object({
    customerToken: z.string(),
    merchantQrId: z.string(),
    msn: z.string(),
    initiatedAt: z.string(),
  })
  .meta({ id: 'CheckedInWebhook' })
export type CheckedInWebhook = z.infer<typeof CheckedInWebhook>
