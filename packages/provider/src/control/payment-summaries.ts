import type { PaymentSummary } from '@kvitt/contract'
import type { Payment } from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import { aggregateView } from '../epayment/payment-views.ts'

/** A payment as a row of a list. */
export function paymentSummary(payment: Payment): PaymentSummary {
  const { terms } = payment
  const phoneNumber = phoneNumberOf(payment)
  return {
    msn: payment.msn,
    reference: payment.reference,
    state: payment.state,
    amount: terms.amount,
    aggregate: aggregateView(payment),
    userFlow: terms.userFlow,
    method: terms.method,
    createdAt: formatInstant(payment.createdAt),
    ...(terms.description !== undefined && { description: terms.description }),
    ...(phoneNumber !== undefined && { phoneNumber }),
  }
}

/** The customer who approved, else the one who was asked, else the one whom the merchant named. */
export function phoneNumberOf(payment: Payment): string | undefined {
  return payment.state === 'AUTHORIZED'
    ? payment.authorization.customer
    : (payment.asked ?? payment.terms.customerPhoneNumber)
}
