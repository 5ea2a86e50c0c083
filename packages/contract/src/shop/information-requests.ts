import { z } from 'zod'
import { AddReceiptRequest } from '../order-management/receipt-request.ts'
import { PutCategoryRequest } from '../order-management/schemas.ts'
import { Reason } from './reason.ts'

/** A link beside the payment in the customer's app. */
export const OrderLink = z.strictObject(PutCategoryRequest.shape).meta({ id: 'OrderLink' })
export type OrderLink = z.infer<typeof OrderLink>

export const SetLinkRequest = OrderLink.extend({ reason: Reason.optional() }).meta({
  id: 'SetLinkRequest',
})
export type SetLinkRequest = z.infer<typeof SetLinkRequest>

export const SendReceiptRequest = z
  .strictObject({ ...AddReceiptRequest.shape, reason: Reason.optional() })
  .meta({ id: 'SendReceiptRequest' })
export type SendReceiptRequest = z.infer<typeof SendReceiptRequest>

export const SendAgainRequest = z
  .strictObject({ kind: z.enum(['category', 'receipt']), reason: Reason.optional() })
  .meta({ id: 'SendAgainRequest' })
export type SendAgainRequest = z.infer<typeof SendAgainRequest>
