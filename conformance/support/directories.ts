import type { SalesUnit } from '@kvitt/domain'
import { SEED, type Directory } from '@kvitt/provider'

/** The seeded directory with something changed about one sales unit. */
export function withSalesUnit(msn: string, changes: Partial<SalesUnit>): Directory {
  return {
    ...SEED,
    keySets: SEED.keySets.map((keySet) => ({
      ...keySet,
      salesUnits: keySet.salesUnits.map((unit) =>
        unit.msn === msn ? { ...unit, ...changes } : unit,
      ),
    })),
  }
}

/** The seeded directory with something changed about what one sales unit is granted. */
export function withGrants(msn: string, changes: Partial<SalesUnit['grants']>): Directory {
  const unit = SEED.keySets.flatMap(({ salesUnits }) => salesUnits).find((each) => each.msn === msn)
  if (!unit) throw new Error(`the seed has no sales unit ${msn}`)
  return withSalesUnit(msn, { grants: { ...unit.grants, ...changes } })
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
