import { CURRENCIES } from '@kvitt/values'
import { z } from 'zod'

const wholeNumber = z.int()
const amountOf = z.int().min(0)

export const UnitInfo = z.object({
  unitPrice: amountOf.nullable(),
  quantity: z
    .string()
    .max(10)
    .regex(/^\d+([.]\d{1,8})?$/),
  quantityUnit: z.enum(['PCS', 'KG', 'KM', 'MINUTE', 'LITRE', 'KWH']).nullish(),
})

export const OrderLine = z
  .object({
    name: z.string(),
    id: z.string().max(255),
    totalAmount: wholeNumber,
    totalAmountExcludingTax: wholeNumber,
    totalTaxAmount: wholeNumber,
    taxRate: z.int().min(0).max(10_000).nullish(),
    taxPercentage: z.int().min(0).max(100).nullish(),
    unitInfo: UnitInfo.nullish(),
    discount: amountOf.nullish(),
    productUrl: z.string().nullish(),
    isReturn: z.boolean().nullish(),
    isShipping: z.boolean().nullish(),
  })
  .meta({ id: 'OrderLine' })

export const PaymentSources = z.object({
  giftCard: wholeNumber.nullish(),
  card: wholeNumber.nullish(),
  voucher: wholeNumber.nullish(),
  cash: wholeNumber.nullish(),
})

export const Barcode = z.object({
  format: z.enum(['EAN-13', 'CODE 39', 'CODE 128']).nullable(),
  data: z.string().nullable(),
})

/** Deprecated, accepted and kept, and of no effect on any sum. */
const DeprecatedSums = {
  terminalId: z.string().nullish().meta({ deprecated: true }),
  giftCardAmount: amountOf.nullish().meta({ deprecated: true }),
  totalAmount: wholeNumber.nullish().meta({ deprecated: true }),
  totalTax: amountOf.nullish().meta({ deprecated: true }),
  totalDiscount: amountOf.nullish().meta({ deprecated: true }),
  shippingAmount: amountOf.nullish().meta({ deprecated: true }),
  shippingInfo: z
    .object({
      amount: amountOf.nullable(),
      amountExcludingTax: amountOf.nullable(),
      taxAmount: amountOf.nullable(),
      taxPercentage: z.int().min(0).max(100).nullable(),
    })
    .nullish()
    .meta({ deprecated: true }),
}

export const BottomLine = z
  .object({
    currency: z.enum(CURRENCIES).nullable(),
    tipAmount: amountOf.nullish(),
    posId: z.string().nullish(),
    paymentSources: PaymentSources.nullish(),
    barcode: Barcode.nullish(),
    receiptNumber: z.string().nullish(),
    ...DeprecatedSums,
  })
  .meta({ id: 'BottomLine' })

/**
 * What was bought, as ePayment takes it with a payment and as Order Management gives it back.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/
 */
export const Receipt = z
  .object({ orderLines: z.array(OrderLine).min(1), bottomLine: BottomLine })
  .meta({ id: 'Receipt' })
export type Receipt = z.infer<typeof Receipt>
