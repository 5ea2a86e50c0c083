import {
  categoryAddress,
  orderInformation,
  type OrderAddress,
  type OrderInformationEvent,
  type Payment,
  type PaymentEvent,
} from '@kvitt/domain'
import type { FollowUp, Reaction } from '@kvitt/store'
import { parseOrderId } from '@kvitt/values'
import { categoryKey, orderKey } from './order-key.ts'

/** Writes down where a category is, in the commit that adds it. */
export const orderReaction: Reaction = {
  kind: orderInformation.kind,
  consults: (key) => ({ aggregate: orderInformation, key }),
  follow: (event) => addressOf(event as OrderInformationEvent),
}

function addressOf(event: OrderInformationEvent): readonly FollowUp[] {
  if (event.type !== 'category-added') return []
  const { at, order, category } = event
  return [
    {
      aggregate: categoryAddress,
      key: categoryKey(order.msn, category.id),
      command: { type: 'register', at, order },
    },
  ]
}

/**
 * A receipt that comes with a new payment is its order's receipt, unless there is one already.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/
 */
export function receiptOfPayment(event: PaymentEvent, { msn }: Payment): readonly FollowUp[] {
  const content = event.type === 'created' ? event.terms.receipt : undefined
  const orderId = event.type === 'created' ? parseOrderId(event.reference) : undefined
  if (event.type !== 'created' || content === undefined || !orderId) return []
  const order: OrderAddress = { msn, paymentType: 'ECOM', orderId }
  const { at, pspReference: id } = event
  return [
    {
      aggregate: orderInformation,
      key: orderKey(order),
      command: { type: 'take-receipt-of-payment', at, order, id, content },
    },
  ]
}
