import type { CreatePaymentRequest } from '@kvitt/contract'
import { customerToken, payment, type PaymentRequest } from '@kvitt/domain'
import type { Instant, Msn, Reference } from '@kvitt/values'
import { phoneNumberOfPersonalQr } from '../qr/personal-qr-content.ts'
import type { Services } from '../services.ts'
import { paymentKey } from './payment-key.ts'

/** Whom a request names: a number, or by what it names them when that leads to nobody. */
export interface NamedCustomer {
  readonly phoneNumber?: string
  /** By a code: the customer stands there with the app open. */
  readonly scanned?: boolean
  readonly namelessCustomer?: NonNullable<PaymentRequest['namelessCustomer']>
}

/** The request that names a customer, and the payment that it is to become. */
interface Naming {
  readonly customer: CreatePaymentRequest['customer']
  readonly msn: Msn
  readonly reference: Reference
  readonly at: Instant
}

/** Finds out whom a request names. A customer token is taken for its payment in doing so. */
export async function namedCustomer(services: Services, naming: Naming): Promise<NamedCustomer> {
  const { customer } = naming
  if (customer?.phoneNumber) return { phoneNumber: customer.phoneNumber }
  if (customer?.personalQr) {
    const phoneNumber = await phoneNumberOfPersonalQr(services, customer.personalQr)
    return phoneNumber ? { phoneNumber, scanned: true } : { namelessCustomer: 'personalQr' }
  }
  if (!customer?.customerToken) return {}
  const phoneNumber = await redeem(services, naming, customer.customerToken)
  return phoneNumber ? { phoneNumber, scanned: true } : { namelessCustomer: 'customerToken' }
}

/** Gives a customer token back when there is no payment that it was taken for. */
export async function releaseUnused(
  services: Services,
  { customer, msn, reference, at }: Naming,
): Promise<void> {
  if (!customer?.customerToken) return
  if (await services.store.load(payment, paymentKey(msn, reference))) return
  await services.store.decide({
    aggregate: customerToken,
    key: customerTokenKey(msn, customer.customerToken),
    command: { type: 'release', at, reference },
    at,
  })
}

/** Whose token it is, if the payment may have it: a token makes one payment of its own unit. */
async function redeem(
  { store }: Services,
  { msn, reference, at }: Naming,
  token: string,
): Promise<string | undefined> {
  const key = customerTokenKey(msn, token)
  const found = await store.load(customerToken, key)
  if (!found) return undefined
  // Another payment that has this reference already is not to use up the token.
  const isTaken =
    found.usedFor !== reference && (await store.load(payment, paymentKey(msn, reference)))
  if (isTaken) return found.phoneNumber
  const { refusal } = await store.decide({
    aggregate: customerToken,
    key,
    command: { type: 'redeem', at, reference },
    at,
  })
  return refusal === undefined ? found.phoneNumber : undefined
}

export function customerTokenKey(msn: Msn, token: string): string {
  return `${msn}/${token}`
}
