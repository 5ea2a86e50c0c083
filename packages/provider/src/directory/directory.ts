import { hash } from 'node:crypto'
import {
  canPay,
  type Directory,
  type KeySet,
  type SalesUnit,
  type TestCard,
  type TestCustomer,
} from '@kvitt/domain'
import type { Instant, Market, Msn } from '@kvitt/values'

/** What every request looks up, made once for each reading of the directory. */
interface Index {
  readonly salesUnits: ReadonlyMap<string, SalesUnit>
  readonly customers: ReadonlyMap<string, TestCustomer>
  /** By digest, so that how long it takes to find one says nothing about a key. */
  readonly keySetsByKeyDigest: ReadonlyMap<string, readonly KeySet[]>
}

const indexes = new WeakMap<Directory, Index>()

function indexOf(directory: Directory): Index {
  const known = indexes.get(directory)
  if (known) return known
  const index = indexed(directory)
  indexes.set(directory, index)
  return index
}

function indexed({ customers, keySets }: Directory): Index {
  const keySetsByKeyDigest = new Map<string, readonly KeySet[]>()
  for (const keySet of keySets) {
    for (const key of new Set(keySet.subscriptionKeys)) {
      const digest = digestOf(key)
      keySetsByKeyDigest.set(digest, [...(keySetsByKeyDigest.get(digest) ?? []), keySet])
    }
  }
  const salesUnits = keySets.flatMap((keySet) => keySet.salesUnits)
  return {
    salesUnits: new Map(salesUnits.map((unit) => [unit.msn, unit])),
    customers: new Map(customers.map((customer) => [customer.phoneNumber, customer])),
    keySetsByKeyDigest,
  }
}

function digestOf(text: string): string {
  return hash('sha256', text, 'base64')
}

/** The key sets that a subscription key, primary or secondary, belongs to. */
export function keySetsOf(directory: Directory, subscriptionKey: string): readonly KeySet[] {
  return indexOf(directory).keySetsByKeyDigest.get(digestOf(subscriptionKey)) ?? []
}

export function keySetOfUnit({ keySets }: Directory, msn: Msn): KeySet | undefined {
  return keySets.find(({ salesUnits }) => salesUnits.some((unit) => unit.msn === msn))
}

export function salesUnitOf(directory: Directory, msn: Msn): SalesUnit | undefined {
  return indexOf(directory).salesUnits.get(msn)
}

export function customerOf(
  directory: Directory,
  phoneNumber: string | undefined,
): TestCustomer | undefined {
  return phoneNumber === undefined ? undefined : indexOf(directory).customers.get(phoneNumber)
}

/** Who pays when nobody is named: the first test customer of the market who can. */
export function defaultCustomer(
  { customers }: Directory,
  market: Market,
  at: Instant,
): TestCustomer | undefined {
  return customers.find((customer) => customer.market === market && canPay(customer, at))
}

export function workingCard(customer: Pick<TestCustomer, 'cards'>): TestCard | undefined {
  return customer.cards.find((card) => card.declined === undefined)
}
