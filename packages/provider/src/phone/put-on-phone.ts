import { phonePayment, type Payment } from '@kvitt/domain'
import type { PhoneNumber } from '@kvitt/values'
import type { Services } from '../services.ts'
import { phonePaymentKey } from './phone-payment-key.ts'

/** Has a customer have a payment on the phone, whoever was asked for it; twice is as once. */
export async function putOnPhone(
  services: Services,
  payment: Payment,
  phoneNumber: PhoneNumber,
): Promise<void> {
  const at = services.clock.now()
  const { msn, reference } = payment
  await services.store.decide({
    aggregate: phonePayment,
    key: phonePaymentKey(phoneNumber, payment),
    command: { type: 'ask', at, phoneNumber, msn, reference },
    at,
  })
}
