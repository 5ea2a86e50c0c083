import { canPay, payment, type Payment } from '@kvitt/domain'
import { customerOf } from '../directory/directory.ts'
import type { ActionResult } from '../epayment/customer-action.ts'
import { paymentKey } from '../epayment/payment-key.ts'
import type { Services } from '../services.ts'

/** Why nobody was asked, beside what the payment itself refuses. */
type AskRefusal = 'customerNotFound' | 'customerCannotPay'

/**
 * Asks a customer to approve a payment in the app, as a push message does.
 *
 * @param phoneNumber MSISDN; the last one asked counts
 */
export async function askCustomer(
  services: Services,
  { msn, reference, terms }: Payment,
  phoneNumber: string,
): Promise<ActionResult | { readonly refusal: AskRefusal }> {
  const at = services.clock.now()
  const customer = customerOf(services.directory, phoneNumber)
  if (!customer) return { refusal: 'customerNotFound' }
  if (!canPay(customer, at, terms.minimumUserAge)) return { refusal: 'customerCannotPay' }
  const { state, refusal } = await services.store.decide({
    aggregate: payment,
    key: paymentKey(msn, reference),
    command: { type: 'ask-customer', at, customer: customer.phoneNumber },
    at,
  })
  if (refusal !== undefined) return { refusal, payment: state }
  if (!state) throw new Error('a payment was decided and is not there')
  return { payment: state }
}
