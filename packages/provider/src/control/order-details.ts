import type { OrderDetails, Receipt, ReceiptSums } from '@kvitt/contract'
import {
  shownCategory,
  type OrderCategory,
  type OrderInformation,
  type Payment,
} from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import { receiptOf } from '../order-management/order-views.ts'

/** All that is known of an order, with what its merchant may want to know about it. */
export function orderDetails(
  information: OrderInformation,
  payment: Payment | undefined,
): OrderDetails {
  const { msn, paymentType, orderId, categories } = information
  const receipt = receiptOf(information)
  const sums = receipt && sumsOf(receipt)
  return {
    msn,
    paymentType,
    orderId,
    shownCategoryId: shownCategory(information)?.id ?? null,
    categories: categories.toReversed().map(categoryDetails),
    receipt:
      information.receipt && receipt && sums
        ? {
            id: information.receipt.id,
            sentWith: information.receipt.sentWith,
            addedAt: formatInstant(information.receipt.addedAt),
            ...receipt,
            sums,
          }
        : null,
    warnings: receipt && sums && payment ? warningsOf(receipt, sums, payment) : [],
  }
}

function categoryDetails({
  imageId,
  placedAt,
  ...category
}: OrderCategory): OrderDetails['categories'][number] {
  const { id, type, url, replaceable } = category
  const image = imageId === undefined ? {} : { imageId }
  return { id, type, url, ...image, placedAt: formatInstant(placedAt), replaceable }
}

/** As the app computes them: from the lines, whatever the bottom line says. */
function sumsOf({ orderLines, bottomLine }: Receipt): ReceiptSums {
  const sumOf = (valueOf: (line: Receipt['orderLines'][number]) => number): number =>
    orderLines.reduce((sum, line) => sum + (line.isReturn === true ? -1 : 1) * valueOf(line), 0)
  return {
    total: sumOf(({ totalAmount }) => totalAmount),
    tax: sumOf(({ totalTaxAmount }) => totalTaxAmount),
    discount: sumOf(({ discount }) => discount ?? 0),
    tip: bottomLine.tipAmount ?? 0,
  }
}

/**
 * What the real service accepts without a word, and shows badly.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/
 */
function warningsOf(
  { bottomLine }: Receipt,
  { total, tip }: ReceiptSums,
  { terms }: Payment,
): readonly string[] {
  const { currency, value } = terms.amount
  const warnings: string[] = []
  if (bottomLine.currency !== null && bottomLine.currency !== currency) {
    warnings.push(`The receipt is in ${bottomLine.currency}, the payment in ${currency}.`)
  }
  if (total !== value && total + tip !== value) {
    warnings.push(
      `The order lines add up to ${total}, the payment is ${value}: the app shows none.`,
    )
  }
  return warnings
}
