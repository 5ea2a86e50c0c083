import { declineOf, type DeclineReason, type Payment, type TestCard } from '@kvitt/domain'
import type { ActionRefusal, ActionResult, PayerRefusal } from './customer-action.ts'

const DECLINE_IN_WORDS = {
  cardDeclined: 'The card was declined.',
  insufficientFunds: 'There is not enough money on the card.',
  refusedByIssuer: 'The card issuer refused the payment.',
  suspectedFraud: 'The card issuer suspects fraud.',
  withdrawalLimitExceeded: 'The amount is above the limit of the card.',
  expiredCard: 'The card has expired.',
  invalidCard: 'The card is not valid.',
} as const satisfies Record<DeclineReason, string>

/** Why nobody, or no card, could be found to pay with, as the app tells it. */
export const PAYER_IN_WORDS = {
  customerNotFound: 'There is no test customer with this phone number',
  customerCannotPay: 'The test customer may not make this payment: too young, or blocked',
  cardNotFound: 'The test customer has no card of this name',
  cardNotAccepted: 'The merchant does not take this card for this payment',
  noCards: 'The test customer has no card that can be charged',
} as const satisfies Record<PayerRefusal, string>

/** Why an approval came to nothing; undefined when that is for its state to say. */
export function whyNot(result: ActionResult, card?: TestCard): string | undefined {
  if (!('refusal' in result)) return undefined
  if (result.refusal === 'authenticationFailed') return 'The 3-D Secure authentication failed.'
  if (result.refusal !== 'cardDeclined' || !result.payment) return undefined
  const declined = declineOf(result.payment.terms, { declined: card?.declined !== undefined })
  return declined === 'cardDeclined'
    ? `The card was declined. ${card?.declined ?? ''}`.trimEnd()
    : declined && `The card was declined. ${DECLINE_IN_WORDS[declined]}`
}

/** The same for programs: of a declined card why its issuer declines it. */
export function reasonOf(
  result: Extract<ActionResult, { refusal: ActionRefusal }>,
  card?: TestCard,
): ActionRefusal | DeclineReason {
  if (result.refusal !== 'cardDeclined' || !result.payment) return result.refusal
  const { terms } = result.payment
  return declineOf(terms, { declined: card?.declined !== undefined }) ?? result.refusal
}

/** What an approved payment waits for that is not approved yet, if it does. */
export function noticeOf(payment: Payment): string | undefined {
  if (payment.state !== 'CREATED') return undefined
  if (payment.processing) {
    return 'The result of the payment is unknown. It can take an hour until it is there.'
  }
  return payment.authenticatingUntil === undefined
    ? undefined
    : 'The customer is being authenticated with 3-D Secure.'
}
