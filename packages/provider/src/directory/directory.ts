import type { Directory, SalesUnit, TestCard, TestCustomer } from '@kvitt/domain'
import type { Market, Msn } from '@kvitt/values'

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

export function workingCard(customer: Pick<TestCustomer, 'cards'>): TestCard | undefined {
  return customer.cards.find((card) => card.declined === undefined)
}
