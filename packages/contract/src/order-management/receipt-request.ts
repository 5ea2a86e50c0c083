import { z } from 'zod'
import { isBarcodeData } from '../receipt/barcode.ts'
import { Barcode, BottomLine, OrderLine, PaymentSources } from '../receipt/receipt.ts'

const ORDER_LINES_MAX = 1_000
const NAME_LENGTH_MAX = 2_048
const URL_LENGTH_MAX = 2_048

const amountOf = z.int().min(0)
const isObject = ({ value }: { readonly value: unknown }): boolean =>
  typeof value === 'object' && value !== null

/** Stricter than what comes with a payment: nothing negative, and a tax rate or percentage. */
const NewOrderLine = OrderLine.extend({
  name: z.string().max(NAME_LENGTH_MAX),
  totalAmount: amountOf,
  totalAmountExcludingTax: amountOf,
  totalTaxAmount: amountOf,
  productUrl: z.string().max(URL_LENGTH_MAX).nullish(),
})
  .refine(({ taxRate, taxPercentage }) => taxRate != null || taxPercentage != null, {
    path: ['taxRate'],
    error: 'Either TaxRate or TaxPercentage must be set.',
    when: isObject,
  })
  .meta({ id: 'NewOrderLine' })

const NewBottomLine = BottomLine.extend({
  totalAmount: amountOf.nullish().meta({ deprecated: true }),
  paymentSources: PaymentSources.extend({
    giftCard: amountOf.nullish(),
    card: amountOf.nullish(),
    voucher: amountOf.nullish(),
    cash: amountOf.nullish(),
  }).nullish(),
  barcode: Barcode.refine(
    ({ format, data }) => format === null || data === null || isBarcodeData(format, data),
    { path: ['data'], error: 'The data cannot be shown as a barcode of this format.' },
  ).nullish(),
}).meta({ id: 'NewBottomLine' })

/**
 * Amounts are not added up: the app computes the sums from the lines.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/
 */
export const AddReceiptRequest = z
  .object({
    orderLines: z.array(NewOrderLine).min(1).max(ORDER_LINES_MAX),
    bottomLine: NewBottomLine,
  })
  .meta({ id: 'AddReceiptRequest' })
export type AddReceiptRequest = z.infer<typeof AddReceiptRequest>
