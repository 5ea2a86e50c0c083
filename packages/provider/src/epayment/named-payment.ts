import { payment, type Payment, type SalesUnit } from '@kvitt/domain'
import { parseMsn } from '@kvitt/values'
import { salesUnitOf } from '../directory/directory.ts'
import type { Services } from '../services.ts'
import { paymentKey } from './payment-key.ts'

/** How somebody names a payment; whether there is one is to be found out. */
export interface PaymentName {
  readonly msn: string
  readonly reference: string
}

export interface NamedPayment {
  readonly payment: Payment
  readonly salesUnit: SalesUnit
}

/** Finds a payment and who takes it; undefined where there is no such payment. */
export async function namedPayment(
  { store, directory }: Pick<Services, 'store' | 'directory'>,
  { msn: msnText, reference }: PaymentName,
): Promise<NamedPayment | undefined> {
  const msn = parseMsn(msnText)
  const salesUnit = msn && salesUnitOf(directory, msn)
  if (!salesUnit) return undefined
  const found = await store.load(payment, paymentKey(salesUnit.msn, reference))
  return found && { payment: found, salesUnit }
}
