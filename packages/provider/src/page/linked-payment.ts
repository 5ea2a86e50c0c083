import type { Payment, SalesUnit } from '@kvitt/domain'
import { salesUnitOf } from '../directory/directory.ts'
import { paymentOfToken } from '../epayment/payment-token.ts'
import type { Services } from '../services.ts'

/** The payment behind a link, and who takes it. */
export interface LinkedPayment {
  readonly payment: Payment
  readonly salesUnit: SalesUnit
}

/** Undefined where a link leads to no payment: its token is cut, foreign, or of a time before. */
export async function linkedPayment(
  { store, directory }: Services,
  token: string | undefined,
): Promise<LinkedPayment | undefined> {
  const payment = token === undefined ? undefined : await paymentOfToken(store, token)
  const salesUnit = payment && salesUnitOf(directory, payment.msn)
  return salesUnit && { payment, salesUnit }
}
