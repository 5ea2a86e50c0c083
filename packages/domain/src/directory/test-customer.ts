import type { Instant, Market, PhoneNumber } from '@kvitt/values'
import type { CardNetwork } from '../payment/payment.ts'

export interface TestCard {
  /** What the control API and the command line call it. */
  readonly name: string
  readonly network: CardNetwork
  /** The first six digits. */
  readonly bin: string
  readonly lastFour: string
  /** A company's card: `blockedSources` may refuse it. */
  readonly commercial: boolean
  /** Why it cannot be charged; absent for a card that works. */
  readonly declined?: string
}

export interface Address {
  readonly type: 'home' | 'work' | 'other'
  readonly addressLine1: string
  readonly addressLine2: string
  readonly city: string
  readonly postCode: string
  /** ISO 3166-1, two letters. */
  readonly country: string
}

export interface BankAccount {
  readonly name: string
  readonly number: string
  readonly bankName: string
}

/** A person who can pay in this environment. */
export interface TestCustomer {
  readonly phoneNumber: PhoneNumber
  readonly firstName: string
  readonly lastName: string
  readonly market: Market
  readonly email: string
  readonly emailVerified: boolean
  /** `YYYY-MM-DD`. */
  readonly birthDate: string
  /** National identity number, in the form of the customer's own country. */
  readonly nin: string
  /** The first one of type `home` is where things are sent. */
  readonly addresses: readonly Address[]
  readonly accounts: readonly BankAccount[]
  readonly cards: readonly TestCard[]
  /** Not in service as a payer of businesses, whatever the age: blocked, for one. */
  readonly blocked: boolean
  /** Has approved a payment by hand once, which force approve asks for in strict mode. */
  readonly identified: boolean
}

/** Nobody younger can pay businesses. */
const AGE_MIN = 15

/** Full years of life at a moment, by the calendar of UTC. */
export function ageAt({ birthDate }: Pick<TestCustomer, 'birthDate'>, at: Instant): number {
  const today = new Date(at).toISOString().slice(0, 10)
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/**
 * Whether a customer can pay businesses at all, and is as old as the merchant asks.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
export function canPay(customer: TestCustomer, at: Instant, minimumAge = 0): boolean {
  return !customer.blocked && ageAt(customer, at) >= Math.max(AGE_MIN, minimumAge)
}

export function nameOf({ firstName, lastName }: TestCustomer): string {
  return `${firstName} ${lastName}`
}
