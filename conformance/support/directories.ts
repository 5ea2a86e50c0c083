import type { SalesUnit, TestCustomer } from '@kvitt/domain'
import { SEED, type Directory } from '@kvitt/provider'

/** A directory, the seeded one unless given, with something changed about one sales unit. */
export function withSalesUnit(
  msn: string,
  changes: Partial<SalesUnit>,
  directory: Directory = SEED,
): Directory {
  return {
    ...directory,
    keySets: directory.keySets.map((keySet) => ({
      ...keySet,
      salesUnits: keySet.salesUnits.map((unit) =>
        unit.msn === msn ? { ...unit, ...changes } : unit,
      ),
    })),
  }
}

/** A directory with something changed about what one sales unit is granted. */
export function withGrants(
  msn: string,
  changes: Partial<SalesUnit['grants']>,
  directory: Directory = SEED,
): Directory {
  const units = directory.keySets.flatMap(({ salesUnits }) => salesUnits)
  const unit = units.find((each) => each.msn === msn)
  if (!unit) throw new Error(`the directory has no sales unit ${msn}`)
  return withSalesUnit(msn, { grants: { ...unit.grants, ...changes } }, directory)
}

/** The seeded directory with something changed about one customer. */
export function withCustomer(phoneNumber: string, changes: Partial<TestCustomer>): Directory {
  return {
    ...SEED,
    customers: SEED.customers.map((customer) =>
      customer.phoneNumber === phoneNumber ? { ...customer, ...changes } : customer,
    ),
  }
}

/** The seeded directory where no customer has a card that can be charged. */
export function withoutWorkingCards(): Directory {
  return {
    ...SEED,
    customers: SEED.customers.map((customer) => ({
      ...customer,
      cards: customer.cards.filter(({ declined }) => declined !== undefined),
    })),
  }
}

/** The seeded directory with a second set of keys, for one sales unit of its own. */
export function withSecondKeySet(): Directory {
  const [first] = SEED.keySets
  const [unit, ...units] = first?.salesUnits ?? []
  if (!first || !unit) throw new Error('the seed has no keys')
  return {
    ...SEED,
    keySets: [
      { ...first, salesUnits: [unit] },
      { ...SECOND_KEYS, subscriptionKeys: [SECOND_KEYS.primaryKey], salesUnits: units },
    ],
  }
}

export const SECOND_KEYS = {
  clientId: '22222222-2222-4222-8222-222222222222',
  clientSecret: 'another-client-secret',
  primaryKey: '00112233445566778899aabbccddeeff',
} as const
