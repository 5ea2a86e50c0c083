import { isBusy, type Payment } from './payment.ts'

/**
 * Why a payment cannot be approved by force, whoever is to pay; undefined when it can.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/
 */
export function whyNotForced(
  payment: Payment,
): 'alreadyReserved' | 'approveFailed' | 'operationNotSupported' | undefined {
  if (payment.state === 'AUTHORIZED') return 'alreadyReserved'
  if (payment.state !== 'CREATED' || isBusy(payment)) return 'approveFailed'
  // Nobody is there to choose an address.
  return payment.terms.shipping ? 'operationNotSupported' : undefined
}
