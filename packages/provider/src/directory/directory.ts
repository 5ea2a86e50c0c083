import type { CardNetwork, SalesUnit } from '@kvitt/domain'
import type { Market, Msn, PhoneNumber } from '@kvitt/values'

/** The credentials of one or more sales units. */
export interface KeySet {
  readonly clientId: string
  readonly clientSecret: string
  /** Primary and secondary: interchangeable, so that one can be rotated while the other serves. */
  readonly subscriptionKeys: readonly string[]
  readonly salesUnits: readonly SalesUnit[]
}

export interface TestCard {
  /** What the control API and the command line call it. */
  readonly name: string
  readonly network: CardNetwork
  /** The first six digits. */
  readonly bin: string
  readonly lastFour: string
  /** Why it cannot be charged; absent for a card that works. */
  readonly declined?: string
}

/** A person who can pay in this environment. */
export interface TestCustomer {
  readonly phoneNumber: PhoneNumber
  readonly name: string
  readonly market: Market
  readonly cards: readonly TestCard[]
}

/** Who is known in this environment: sales units with their keys, and customers. */
export interface Directory {
  readonly keySets: readonly KeySet[]
  readonly customers: readonly TestCustomer[]
}

export function salesUnitOf(directory: Directory, msn: Msn): SalesUnit | undefined {
  for (const { salesUnits } of directory.keySets) {
    const found = salesUnits.find((unit) => unit.msn === msn)
    if (found) return found
  }
  return undefined
}

export function customerOf(
  directory: Directory,
  phoneNumber: string | undefined,
): TestCustomer | undefined {
  return directory.customers.find((customer) => customer.phoneNumber === phoneNumber)
}

/** Who pays when nobody is named: the first test customer of the sales unit's market. */
export function defaultCustomer(directory: Directory, market: Market): TestCustomer | undefined {
  return directory.customers.find((customer) => customer.market === market)
}

export function workingCard(customer: TestCustomer): TestCard | undefined {
  return customer.cards.find((card) => card.declined === undefined)
}
