import { parseMsn, type Market, type Msn, type PhoneNumber } from '@kvitt/values'
import type { Aggregate, Decision } from '../decider.ts'
import { newSalesUnit, type SalesUnit } from '../sales-unit/sales-unit.ts'
import { offersInterval } from '../sales-unit/settlement-terms.ts'
import {
  changedUnit,
  evolve,
  type ApiKeys,
  type Directory,
  type DirectoryEvent,
  type DirectoryState,
  type KeySet,
  type RotatedKey,
  type SalesUnitChanges,
} from './directory.ts'
import { isDate, marketOf, type TestCustomer } from './test-customer.ts'

export const SALES_UNITS_MAX = 1_000
export const CUSTOMERS_MAX = 2_000
/** What the portal allows as the name of a sales unit, in characters. */
export const NAME_LENGTH_MAX = 30

/** Where merchant serial numbers are given out from, in ascending order. */
const FIRST_MSN = 100_000

export type CustomerChanges = Partial<Omit<TestCustomer, 'phoneNumber' | 'market'>>

export type DirectoryCommand =
  | { readonly type: 'found'; readonly directory: Directory }
  | { readonly type: 'restore'; readonly directory: Directory }
  | {
      readonly type: 'create-sales-unit'
      /** The next free one when left out. */
      readonly msn?: Msn
      readonly name: string
      readonly market: Market
      readonly changes: SalesUnitChanges
      /** A new set of keys, or whose keys act for this sales unit too. */
      readonly keys: ApiKeys | { readonly clientId: string }
    }
  | {
      readonly type: 'change-sales-unit'
      readonly msn: Msn
      readonly changes: SalesUnitChanges
    }
  | {
      readonly type: 'rotate-key'
      readonly msn: Msn
      readonly key: RotatedKey
      readonly value: string
    }
  | { readonly type: 'create-customer'; readonly customer: TestCustomer }
  | {
      readonly type: 'change-customer'
      readonly phoneNumber: PhoneNumber
      readonly changes: CustomerChanges
    }
  | { readonly type: 'remove-customer'; readonly phoneNumber: PhoneNumber }

export type DirectoryRefusal =
  | 'alreadyFounded'
  | 'cardNamedTwice'
  | 'clientIdTaken'
  | 'customerExists'
  | 'customerUnknown'
  | 'invalidBirthDate'
  | 'intervalNotOffered'
  | 'invalidName'
  | 'keysUnknown'
  | 'msnTaken'
  | 'notFounded'
  | 'phoneNumberOfNoMarket'
  | 'salesUnitUnknown'
  | 'tooManyCustomers'
  | 'tooManySalesUnits'

type DirectoryDecision = Decision<DirectoryEvent, DirectoryRefusal>
type CommandOf<Type extends DirectoryCommand['type']> = Extract<DirectoryCommand, { type: Type }>

/** Decides who can be acted for, with which keys, and who can pay. */
function decide(state: DirectoryState | undefined, command: DirectoryCommand): DirectoryDecision {
  if (command.type === 'found') {
    if (state) return { refusal: 'alreadyFounded' }
    return one({ type: 'founded', directory: command.directory })
  }
  if (!state) return { refusal: 'notFounded' }
  switch (command.type) {
    case 'restore':
      return one({ type: 'restored', directory: command.directory })
    case 'create-sales-unit':
      return decideCreateSalesUnit(state, command)
    case 'change-sales-unit':
      return decideChangeSalesUnit(state, command)
    case 'rotate-key':
      return decideRotateKey(state, command)
    case 'create-customer':
      return decideCreateCustomer(state, command)
    case 'change-customer':
      return decideChangeCustomer(state, command)
    case 'remove-customer':
      return decideRemoveCustomer(state, command)
  }
}

function decideCreateSalesUnit(
  { keySets }: Directory,
  { changes, keys, name, market, ...wish }: CommandOf<'create-sales-unit'>,
): DirectoryDecision {
  const taken = new Set(unitsOf(keySets).map(({ msn }) => msn))
  if (wish.msn !== undefined && taken.has(wish.msn)) return { refusal: 'msnTaken' }
  if (!isName(changes.name ?? name)) return { refusal: 'invalidName' }
  const isKnown = keySets.some(({ clientId }) => clientId === keys.clientId)
  const isNew = 'clientSecret' in keys
  if (isNew && isKnown) return { refusal: 'clientIdTaken' }
  if (!isNew && !isKnown) return { refusal: 'keysUnknown' }
  if (taken.size >= SALES_UNITS_MAX) return { refusal: 'tooManySalesUnits' }
  const msn = wish.msn ?? nextMsn(taken)
  const salesUnit = changedUnit(newSalesUnit({ msn, name, market }), changes)
  if (!isSettled(salesUnit)) return { refusal: 'intervalNotOffered' }
  return one({ type: 'sales-unit-created', salesUnit, keys })
}

function decideChangeSalesUnit(
  { keySets }: Directory,
  { changes, msn }: CommandOf<'change-sales-unit'>,
): DirectoryDecision {
  const unit = unitsOf(keySets).find((each) => each.msn === msn)
  if (!unit) return { refusal: 'salesUnitUnknown' }
  if (changes.name !== undefined && !isName(changes.name)) return { refusal: 'invalidName' }
  const changed = changedUnit(unit, changes)
  if (!isSettled(changed)) return { refusal: 'intervalNotOffered' }
  if (isSame(unit, changed)) return { events: [] }
  return one({ type: 'sales-unit-changed', msn, changes })
}

/** All sales units that share the keys have the new one: a key set is rotated, not a unit. */
function decideRotateKey(
  { keySets }: Directory,
  { key, msn, value }: CommandOf<'rotate-key'>,
): DirectoryDecision {
  const keySet = keySets.find(({ salesUnits }) => salesUnits.some((unit) => unit.msn === msn))
  if (!keySet) return { refusal: 'salesUnitUnknown' }
  return one({ type: 'key-rotated', clientId: keySet.clientId, key, value })
}

function decideCreateCustomer(
  { customers }: Directory,
  { customer }: CommandOf<'create-customer'>,
): DirectoryDecision {
  const { phoneNumber, market } = customer
  if (marketOf(phoneNumber) !== market) return { refusal: 'phoneNumberOfNoMarket' }
  if (customers.some((each) => each.phoneNumber === phoneNumber)) {
    return { refusal: 'customerExists' }
  }
  const refusal = unfit(customer)
  if (refusal !== undefined) return { refusal }
  if (customers.length >= CUSTOMERS_MAX) return { refusal: 'tooManyCustomers' }
  return one({ type: 'customer-created', customer })
}

function decideChangeCustomer(
  { customers }: Directory,
  { changes, phoneNumber }: CommandOf<'change-customer'>,
): DirectoryDecision {
  const present = customers.find((each) => each.phoneNumber === phoneNumber)
  if (!present) return { refusal: 'customerUnknown' }
  const customer = { ...present, ...changes }
  const refusal = unfit(customer)
  if (refusal !== undefined) return { refusal }
  return isSame(present, customer) ? { events: [] } : one({ type: 'customer-changed', customer })
}

function decideRemoveCustomer(
  { customers }: Directory,
  { phoneNumber }: CommandOf<'remove-customer'>,
): DirectoryDecision {
  return customers.some((each) => each.phoneNumber === phoneNumber)
    ? one({ type: 'customer-removed', phoneNumber })
    : { refusal: 'customerUnknown' }
}

function unfit({ birthDate, cards }: TestCustomer): DirectoryRefusal | undefined {
  if (!isDate(birthDate)) return 'invalidBirthDate'
  const names = new Set(cards.map(({ name }) => name))
  return names.size === cards.length ? undefined : 'cardNamedTwice'
}

/** As its market has it, or not at all. */
function isSettled({ market, settlement }: SalesUnit): boolean {
  return !settlement || offersInterval(market, settlement.interval)
}

function unitsOf(keySets: readonly KeySet[]): readonly SalesUnit[] {
  return keySets.flatMap(({ salesUnits }) => salesUnits)
}

function isName(text: string): boolean {
  return text.trim() !== '' && text.length <= NAME_LENGTH_MAX
}

function nextMsn(taken: ReadonlySet<Msn>): Msn {
  for (let number = FIRST_MSN; number <= FIRST_MSN + SALES_UNITS_MAX; number += 1) {
    const msn = parseMsn(String(number))
    if (msn !== undefined && !taken.has(msn)) return msn
  }
  throw new Error('there are more sales units than there may be')
}

function isSame(left: SalesUnit | TestCustomer, right: SalesUnit | TestCustomer): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

function one(event: DirectoryEvent): DirectoryDecision {
  return { events: [event] }
}

export const directory: Aggregate<
  DirectoryState,
  DirectoryCommand,
  DirectoryEvent,
  DirectoryRefusal
> = { kind: 'directory', decide, evolve, wakeAt: () => undefined }
