import { MARKETS, type Instant, type Market, type PhoneNumber } from '@kvitt/values'
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
  /** It is declined because it has expired. */
  readonly expired?: boolean
  /** Its issuer asks for extra identification, as above a limit. */
  readonly authenticated?: boolean
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
  const today = new Date(at)
  const years = today.getUTCFullYear() - Number(birthDate.slice(0, 4))
  const birthday = Number(birthDate.slice(5, 7)) * 100 + Number(birthDate.slice(8, 10))
  return (today.getUTCMonth() + 1) * 100 + today.getUTCDate() < birthday ? years - 1 : years
}

/** Why a customer cannot pay: at all, or a merchant who asks for a higher age. */
export type UnfitCustomer = 'blocked' | 'tooYoung' | 'belowMinimumAge'

/**
 * What keeps a customer from paying businesses, or from paying a merchant who asks for an age.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
export function whyUnfit(
  customer: TestCustomer,
  at: Instant,
  minimumAge = 0,
): UnfitCustomer | undefined {
  if (customer.blocked) return 'blocked'
  const age = ageAt(customer, at)
  if (age < AGE_MIN) return 'tooYoung'
  return age < minimumAge ? 'belowMinimumAge' : undefined
}

/** Whether a customer can pay businesses at all, and is as old as the merchant asks. */
export function canPay(customer: TestCustomer, at: Instant, minimumAge = 0): boolean {
  return whyUnfit(customer, at, minimumAge) === undefined
}

export function nameOf({ firstName, lastName }: TestCustomer): string {
  return `${firstName} ${lastName}`
}

const NUMBERS_OF_MARKET = {
  NO: /^47\d{8}$/,
  DK: /^45\d{8}$/,
  FI: /^358\d{6,11}$/,
} as const satisfies Record<Market, RegExp>

/** Where a phone number belongs; undefined for one of no market that is served here. */
export function marketOf(phoneNumber: PhoneNumber): Market | undefined {
  return MARKETS.find((market) => NUMBERS_OF_MARKET[market].test(phoneNumber))
}

/** Whether a text is a day that the calendar has, as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const at = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text)
}
