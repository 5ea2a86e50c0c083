import type { Payment } from '@kvitt/domain'
import type { PhoneNumber } from '@kvitt/values'

/** Greater than any moment that comes: years from now, in ms, and as many digits. */
const END_OF_TIME_MS = 9_999_999_999_999

/** What all keys of one customer's payments begin with. */
export function phonePrefix(phoneNumber: PhoneNumber): string {
  return `${phoneNumber}/`
}

/** Where it is written that a customer has a payment on the phone: the newest payment first. */
export function phonePaymentKey(
  phoneNumber: PhoneNumber,
  { msn, reference, createdAt }: Pick<Payment, 'msn' | 'reference' | 'createdAt'>,
): string {
  const age = String(END_OF_TIME_MS - createdAt).padStart(13, '0')
  return `${phonePrefix(phoneNumber)}${age}/${msn}/${reference}`
}
