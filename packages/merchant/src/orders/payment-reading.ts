import type { GetPaymentResponse, ModificationResponse } from '@kvitt/contract'
import type { PaymentReading } from '@kvitt/domain'
import { minorUnits, parseInstant } from '@kvitt/values'

/** What an answer of the provider says about a payment, in the domain's words. */
export function paymentReading(answer: GetPaymentResponse | ModificationResponse): PaymentReading {
  const { state, aggregate } = answer
  const until = 'captureGuaranteedUntil' in answer ? answer.captureGuaranteedUntil : undefined
  const captureGuaranteedUntil = until === undefined ? undefined : parseInstant(until)
  return {
    state,
    authorized: minorUnits(aggregate.authorizedAmount.value),
    captured: minorUnits(aggregate.capturedAmount.value),
    cancelled: minorUnits(aggregate.cancelledAmount.value),
    refunded: minorUnits(aggregate.refundedAmount.value),
    ...(captureGuaranteedUntil !== undefined && { captureGuaranteedUntil }),
  }
}
