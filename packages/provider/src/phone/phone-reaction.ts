import { phonePayment, type Payment, type PaymentEvent } from '@kvitt/domain'
import type { FollowUp } from '@kvitt/store'
import type { PhoneNumber } from '@kvitt/values'
import { phonePaymentKey } from './phone-payment-key.ts'

/** Brings a payment to the phone of whoever is asked for it, in the commit that asks. */
export function requestsOnPhones(event: PaymentEvent, state: Payment): readonly FollowUp[] {
  const phoneNumber = askedBy(event)
  if (phoneNumber === undefined) return []
  const { msn, reference } = state
  return [
    {
      aggregate: phonePayment,
      key: phonePaymentKey(phoneNumber, state),
      command: { type: 'ask', at: event.at, phoneNumber, msn, reference },
    },
  ]
}

/**
 * A new payment asks whoever is sent a push message, and whoever has been named by a code, because
 * the app is open then. Elsewhere the customer has to come to it.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/concepts/
 */
function askedBy(event: PaymentEvent): PhoneNumber | undefined {
  if (event.type === 'customer-asked') return event.customer
  if (event.type !== 'created') return undefined
  const { customerPhoneNumber, customerScanned, userFlow } = event.terms
  return userFlow === 'PUSH_MESSAGE' || customerScanned ? customerPhoneNumber : undefined
}
