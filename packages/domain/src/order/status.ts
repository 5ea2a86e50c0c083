import { decisiveAttempt, isOver, remaining, type Order, type PaymentReading } from './order.ts'

/** An order in one word: those of the provider's events, and what lies before and between them. */
export type OrderStatus =
  /** The payment is on its way to the provider. */
  | 'starting'
  /** The provider has refused the payment. */
  | 'refused'
  | 'created'
  | 'aborted'
  | 'expired'
  | 'terminated'
  | 'authorized'
  | 'partiallyCaptured'
  | 'captured'
  | 'partiallyRefunded'
  | 'refunded'
  | 'cancelled'
  /** Cancelled here; whether the customer approves all the same is not known yet. */
  | 'cancelling'

const STATUS_OF_STATE = {
  CREATED: 'created',
  ABORTED: 'aborted',
  EXPIRED: 'expired',
  TERMINATED: 'terminated',
  // Authorized without paying the order: it is given back.
  AUTHORIZED: 'cancelled',
} as const satisfies Record<PaymentReading['state'], OrderStatus>

export function statusOf(order: Order): OrderStatus {
  const attempt = decisiveAttempt(order)
  const { payment, intents } = attempt
  if (order.paidBy !== undefined && payment) return statusOfPaid(payment)
  if (order.cancelledAt !== undefined && !isOver(attempt)) {
    return payment?.state === 'AUTHORIZED' && remaining(payment) === 0 ? 'cancelled' : 'cancelling'
  }
  const [create] = intents
  if (create?.state === 'refused') return 'refused'
  if (create?.state === 'withdrawn') return 'cancelled'
  if (payment) return STATUS_OF_STATE[payment.state]
  return create?.state === 'done' ? 'created' : 'starting'
}

function statusOfPaid(payment: PaymentReading): OrderStatus {
  const { captured, refunded, cancelled } = payment
  if (captured > 0) {
    if (refunded > 0) return refunded < captured ? 'partiallyRefunded' : 'refunded'
    return remaining(payment) > 0 ? 'partiallyCaptured' : 'captured'
  }
  return cancelled > 0 ? 'cancelled' : 'authorized'
}
