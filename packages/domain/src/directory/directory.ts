import type { Msn, PhoneNumber } from '@kvitt/values'
import { impossible } from '../decider.ts'
import {
  USUAL_SETTLEMENT,
  type SalesUnit,
  type SalesUnitGrants,
  type Settlement,
} from '../sales-unit/sales-unit.ts'
import type { TestCustomer } from './test-customer.ts'

/** What proves that a request comes from a merchant. */
export interface ApiKeys {
  readonly clientId: string
  readonly clientSecret: string
  /** Primary and secondary: interchangeable, so that one can be rotated while the other serves. */
  readonly subscriptionKeys: readonly string[]
}

/** The credentials of one or more sales units. */
export interface KeySet extends ApiKeys {
  readonly salesUnits: readonly SalesUnit[]
}

/** Who is known in this environment: sales units with their keys, and customers. */
export interface Directory {
  readonly keySets: readonly KeySet[]
  readonly customers: readonly TestCustomer[]
}

export interface DirectoryState extends Directory {
  /** Grows with every change, so that nodes can tell which of two readings is the later one. */
  readonly revision: number
}

/** What can be changed about a sales unit; its number and its market never can. */
export interface SalesUnitChanges extends Partial<
  Omit<SalesUnit, 'msn' | 'market' | 'grants' | 'settlement'>
> {
  readonly grants?: Partial<SalesUnitGrants>
  /** Null ends it; what is left out stays, or is as usual. */
  readonly settlement?: Partial<Settlement> | null
}

/** Which of a key set's secrets is meant. */
export type RotatedKey = 'primary' | 'secondary' | 'clientSecret'

export type DirectoryEvent =
  | { readonly type: 'founded'; readonly directory: Directory }
  | { readonly type: 'restored'; readonly directory: Directory }
  | {
      readonly type: 'sales-unit-created'
      readonly salesUnit: SalesUnit
      /** The whole set when it is new, else whose it is. */
      readonly keys: ApiKeys | { readonly clientId: string }
    }
  | {
      readonly type: 'sales-unit-changed'
      readonly msn: Msn
      readonly changes: SalesUnitChanges
    }
  | {
      readonly type: 'key-rotated'
      readonly clientId: string
      readonly key: RotatedKey
      readonly value: string
    }
  | { readonly type: 'customer-created' | 'customer-changed'; readonly customer: TestCustomer }
  | { readonly type: 'customer-removed'; readonly phoneNumber: PhoneNumber }

/** @throws on an event that the state cannot have had. */
export function evolve(state: DirectoryState | undefined, event: DirectoryEvent): DirectoryState {
  if (event.type === 'founded') {
    if (state) throw impossible('directory', 'founded', event.type)
    return { ...event.directory, revision: 1 }
  }
  if (!state) throw impossible('directory', undefined, event.type)
  return { ...changed(state, event), revision: state.revision + 1 }
}

function changed(
  state: DirectoryState,
  event: Exclude<DirectoryEvent, { type: 'founded' }>,
): Directory {
  const { customers, keySets } = state
  switch (event.type) {
    case 'restored':
      return event.directory
    case 'sales-unit-created':
      return { customers, keySets: withUnit(keySets, event) }
    case 'sales-unit-changed':
      return { customers, keySets: keySets.map((keySet) => withChanges(keySet, event)) }
    case 'key-rotated':
      return {
        customers,
        keySets: keySets.map((keySet) =>
          keySet.clientId === event.clientId ? rotated(keySet, event) : keySet,
        ),
      }
    case 'customer-created':
      return { keySets, customers: [...customers, event.customer] }
    case 'customer-changed': {
      const { customer } = event
      const { phoneNumber } = customer
      return {
        keySets,
        customers: customers.map((each) => (each.phoneNumber === phoneNumber ? customer : each)),
      }
    }
    case 'customer-removed':
      return {
        keySets,
        customers: customers.filter(({ phoneNumber }) => phoneNumber !== event.phoneNumber),
      }
  }
}

function withUnit(
  keySets: readonly KeySet[],
  { keys, salesUnit }: Extract<DirectoryEvent, { type: 'sales-unit-created' }>,
): readonly KeySet[] {
  if ('clientSecret' in keys) return [...keySets, { ...keys, salesUnits: [salesUnit] }]
  return keySets.map((keySet) =>
    keySet.clientId === keys.clientId
      ? { ...keySet, salesUnits: [...keySet.salesUnits, salesUnit] }
      : keySet,
  )
}

function withChanges(
  keySet: KeySet,
  { changes, msn }: Extract<DirectoryEvent, { type: 'sales-unit-changed' }>,
): KeySet {
  if (!keySet.salesUnits.some((unit) => unit.msn === msn)) return keySet
  return {
    ...keySet,
    salesUnits: keySet.salesUnits.map((unit) =>
      unit.msn === msn ? changedUnit(unit, changes) : unit,
    ),
  }
}

export function changedUnit(
  { settlement: present, ...unit }: SalesUnit,
  { grants, settlement, ...rest }: SalesUnitChanges,
): SalesUnit {
  const settled = settlement === undefined ? present : settledUnless(settlement, present)
  return {
    ...unit,
    ...rest,
    grants: { ...unit.grants, ...grants },
    ...(settled && { settlement: settled }),
  }
}

function settledUnless(
  changes: Partial<Settlement> | null,
  present: Settlement | undefined,
): Settlement | undefined {
  return changes === null ? undefined : { ...USUAL_SETTLEMENT, ...present, ...changes }
}

function rotated(
  keySet: KeySet,
  { key, value }: Extract<DirectoryEvent, { type: 'key-rotated' }>,
): KeySet {
  if (key === 'clientSecret') return { ...keySet, clientSecret: value }
  const [primary = value, ...others] = keySet.subscriptionKeys
  const subscriptionKeys = key === 'primary' ? [value, ...others] : [primary, value]
  return { ...keySet, subscriptionKeys }
}
