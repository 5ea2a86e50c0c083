import {
  addMs,
  DAY_MS,
  earliest,
  HOUR_MS,
  type Currency,
  type Instant,
  type MinorUnits,
  type Msn,
  type OrderNumber,
  type Reference,
} from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'
import { meaningOf, type ImportedEntry } from './imported-entry.ts'

/**
 * What ledgers say of one order, held against what the provider says of its payments: the ledger
 * never tells what a payment's state is.
 */
export interface OrderSettlement {
  readonly msn: Msn
  readonly number: OrderNumber
  readonly currency: Currency
  /** By attempt; only those that have moved money. */
  readonly payments: readonly PaymentSettlement[]
  /** The entries that are about the order, oldest first. */
  readonly transactions: readonly SettledTransaction[]
  /** Entries that are in the sums alone, because there are too many. */
  readonly missed: number
  /** Minor units, 0 or negative: the sum of all fees. */
  readonly fee: number
  /** Fees by the `pspReference` of what they are for. */
  readonly fees: Readonly<Record<string, number>>
  /** When the two are held against each other next; absent while nothing asks for it. */
  readonly dueAt?: Instant
}

export interface PaymentSettlement {
  readonly reference: Reference
  /** Minor units, as last read from the provider; never less than it was. */
  readonly captured: MinorUnits
  readonly refunded: MinorUnits
  /** Minor units that ledgers have; both positive. */
  readonly ledgerCaptured: number
  readonly ledgerRefunded: number
  /** Since when the ledger has not had all of it. */
  readonly lacksSince?: Instant
  /** What staff were told. */
  readonly deviation?: Deviation
  /** How much they were told, in minor units. */
  readonly deviationAmount?: number
}

/** The ledger has less of a payment than the provider says of it, or more. */
type Deviation = 'notInLedger' | 'moreInLedger'

export type SettledTransaction = Pick<
  ImportedEntry,
  'msn' | 'ledgerId' | 'entryType' | 'at' | 'ledgerDate' | 'amount' | 'reference' | 'pspReference'
>

interface About {
  readonly msn: Msn
  readonly number: OrderNumber
  readonly currency: Currency
}

interface Known {
  readonly reference: Reference
  readonly captured: MinorUnits
  readonly refunded: MinorUnits
}

export type OrderSettlementEvent =
  | (About & Known & { readonly type: 'expected'; readonly at: Instant })
  | (About & {
      readonly type: 'entered'
      readonly at: Instant
      readonly known: Known
      readonly transaction: SettledTransaction
      readonly does: 'capture' | 'refund' | 'fee' | 'other'
    })
  | { readonly type: 'put-off'; readonly at: Instant; readonly dueAt: Instant }
  | {
      readonly type: 'deviated'
      readonly at: Instant
      readonly reference: Reference
      readonly deviation: Deviation
      /** Minor units: how much the ledger lacks, or has too much. */
      readonly amount: number
    }
  | {
      readonly type: 'agreed'
      readonly at: Instant
      readonly reference: Reference
      readonly deviation: Deviation
    }
  /** Nobody reads a ledger: nothing is missed in it. */
  | { readonly type: 'let-be'; readonly at: Instant }

export type OrderSettlementCommand =
  /** The provider says that a payment is captured or refunded as far as this. */
  | (About & Known & { readonly type: 'expect'; readonly at: Instant })
  /** A ledger has an entry about the order. */
  | (About & {
      readonly type: 'enter'
      readonly at: Instant
      readonly known: Known
      readonly entry: ImportedEntry
    })
  /** Holds ledger and payment against each other, just after the payment was read. */
  | {
      readonly type: 'check'
      readonly at: Instant
      /** Up to when ledgers are read; undefined where nobody reads one. */
      readonly readTo: Instant | undefined
    }
  | { readonly type: 'put-off'; readonly at: Instant }

/** A ledger is hours behind at worst; a weekend of trouble is not told to anybody. */
const LEDGER_LAG_MS = 3 * DAY_MS
/** How long until it is looked again, where nothing could be found out. */
const AGAIN_MS = HOUR_MS
/** More than any order is captured, refunded and charged for. */
const TRANSACTIONS_MAX = 200

type Refusal = 'nothingExpected'

function decide(
  state: OrderSettlement | undefined,
  command: OrderSettlementCommand,
): Decision<OrderSettlementEvent, Refusal> {
  const { at } = command
  switch (command.type) {
    case 'expect': {
      const { msn, number, currency, reference, captured, refunded } = command
      const expected = {
        type: 'expected',
        at,
        msn,
        number,
        currency,
        reference,
        captured,
        refunded,
      } as const
      return { events: withAgreement(state, expected, reference) }
    }
    case 'enter': {
      const { msn, number, currency, known, entry } = command
      const about = { msn, number, currency, known }
      const transaction = transactionOf(entry)
      const entered = { type: 'entered', at, ...about, transaction, does: doing(entry) } as const
      return { events: withAgreement(state, entered, known.reference) }
    }
    case 'put-off':
      if (!state) return { refusal: 'nothingExpected' }
      return { events: [{ type: 'put-off', at, dueAt: addMs(at, AGAIN_MS) }] }
    case 'check':
      if (!state) return { refusal: 'nothingExpected' }
      return { events: check(state, command) }
  }
}

function transactionOf(entry: ImportedEntry): SettledTransaction {
  const { msn, ledgerId, entryType, at, ledgerDate, amount, reference, pspReference } = entry
  return { msn, ledgerId, entryType, at, ledgerDate, amount, reference, pspReference }
}

function doing(entry: ImportedEntry): 'capture' | 'refund' | 'fee' | 'other' {
  if (entry.topic === 'fees') return 'fee'
  const meaning = meaningOf(entry)
  return meaning === 'capture' || meaning === 'refund' ? meaning : 'other'
}

/** What was told to staff and has come right is taken back at once. */
function withAgreement(
  state: OrderSettlement | undefined,
  event: Extract<OrderSettlementEvent, { readonly type: 'expected' | 'entered' }>,
  reference: Reference,
): readonly OrderSettlementEvent[] {
  const payment = evolve(state, event).payments.find((each) => each.reference === reference)
  const { deviation } = payment ?? {}
  if (!payment || deviation === undefined || !isInLedger(payment)) return [event]
  return [event, { type: 'agreed', at: event.at, reference, deviation }]
}

/** Whether ledgers have of a payment what the provider says of it, no less and no more. */
export function isInLedger(payment: PaymentSettlement): boolean {
  return lacking(payment) === 0 && surplus(payment) === 0
}

/** What the ledger does not have of what was captured and refunded, in minor units. */
function lacking({ captured, refunded, ...ledger }: PaymentSettlement): number {
  return (
    Math.max(captured - ledger.ledgerCaptured, 0) + Math.max(refunded - ledger.ledgerRefunded, 0)
  )
}

function surplus({ captured, refunded, ...ledger }: PaymentSettlement): number {
  return (
    Math.max(ledger.ledgerCaptured - captured, 0) + Math.max(ledger.ledgerRefunded - refunded, 0)
  )
}

function check(
  state: OrderSettlement,
  { at, readTo }: Extract<OrderSettlementCommand, { readonly type: 'check' }>,
): readonly OrderSettlementEvent[] {
  if (readTo === undefined) return [{ type: 'let-be', at }]
  const events: OrderSettlementEvent[] = []
  let isUnread = false
  for (const payment of state.payments) {
    const { reference, deviation } = payment
    const found = deviationOf(payment, at)
    if (found === 'notInLedger' && readTo < lagEnd(payment, at)) {
      isUnread = true
      continue
    }
    if (deviation !== undefined && deviation !== found) {
      events.push({ type: 'agreed', at, reference, deviation })
    }
    if (found !== undefined && !isTold(payment, found)) {
      const amount = amountOf(payment, found)
      events.push({ type: 'deviated', at, reference, deviation: found, amount })
    }
  }
  if (isUnread) events.push({ type: 'put-off', at, dueAt: addMs(at, AGAIN_MS) })
  return events.length > 0 ? events : [{ type: 'put-off', at, dueAt: nextDueAt(state, at) }]
}

/** How much the ledger lacks, or has too much. */
function amountOf(payment: PaymentSettlement, deviation: Deviation): number {
  return deviation === 'notInLedger' ? lacking(payment) : surplus(payment)
}

function isTold(payment: PaymentSettlement, deviation: Deviation): boolean {
  return payment.deviation === deviation && payment.deviationAmount === amountOf(payment, deviation)
}

function deviationOf(payment: PaymentSettlement, at: Instant): Deviation | undefined {
  if (surplus(payment) > 0) return 'moreInLedger'
  return lacking(payment) > 0 && lagEnd(payment, at) <= at ? 'notInLedger' : undefined
}

/** By when the ledger should have all of a payment. */
function lagEnd({ lacksSince }: PaymentSettlement, at: Instant): Instant {
  return addMs(lacksSince ?? at, LEDGER_LAG_MS)
}

/** For a check that came too early. */
function nextDueAt({ payments }: OrderSettlement, at: Instant): Instant {
  const ends = payments.flatMap((payment) =>
    lacking(payment) > 0 && !isTold(payment, 'notInLedger') ? [lagEnd(payment, at)] : [],
  )
  return earliest(...ends.filter((end) => end > at)) ?? addMs(at, AGAIN_MS)
}

function evolve(state: OrderSettlement | undefined, event: OrderSettlementEvent): OrderSettlement {
  if (event.type === 'expected' || event.type === 'entered') {
    const { msn, number, currency } = event
    const before = state ?? { msn, number, currency, ...NOTHING }
    return event.type === 'expected' ? afterExpected(before, event) : afterEntered(before, event)
  }
  if (!state) throw impossible('order-settlement', undefined, event.type)
  switch (event.type) {
    case 'put-off':
      return { ...state, dueAt: event.dueAt }
    case 'let-be': {
      const { dueAt: _dueAt, ...rest } = state
      return rest
    }
    case 'deviated':
    case 'agreed':
      return afterCheck(state, event)
  }
}

const NOTHING = { payments: [], transactions: [], missed: 0, fee: 0, fees: {} } as const

function afterExpected(
  state: OrderSettlement,
  event: Extract<OrderSettlementEvent, { readonly type: 'expected' }>,
): OrderSettlement {
  return withPayment(state, knowing(paymentOf(state, event.reference), event), event.at)
}

function afterEntered(
  state: OrderSettlement,
  { at, known, transaction, does }: Extract<OrderSettlementEvent, { readonly type: 'entered' }>,
): OrderSettlement {
  const { amount, pspReference } = transaction
  if (does === 'fee') return withFee(state, pspReference, amount)
  const isKept = state.transactions.length < TRANSACTIONS_MAX
  const kept = {
    ...state,
    transactions: isKept ? [...state.transactions, transaction] : state.transactions,
    missed: isKept ? state.missed : state.missed + 1,
  }
  const payment = knowing(paymentOf(kept, known.reference), known)
  const { ledgerCaptured, ledgerRefunded } = payment
  const changed = {
    ...payment,
    ledgerCaptured: ledgerCaptured + (does === 'capture' ? amount : 0),
    ledgerRefunded: ledgerRefunded - (does === 'refund' ? amount : 0),
  }
  return withPayment(kept, changed, at)
}

function withFee(state: OrderSettlement, pspReference: string, amount: number): OrderSettlement {
  const { fees } = state
  const known = fees[pspReference]
  const fee = state.fee + amount
  if (known === undefined && Object.keys(fees).length >= TRANSACTIONS_MAX) {
    return { ...state, fee, missed: state.missed + 1 }
  }
  return { ...state, fee, fees: { ...fees, [pspReference]: (known ?? 0) + amount } }
}

function paymentOf({ payments }: OrderSettlement, reference: Reference): PaymentSettlement {
  return (
    payments.find((payment) => payment.reference === reference) ?? {
      reference,
      captured: NONE,
      refunded: NONE,
      ledgerCaptured: 0,
      ledgerRefunded: 0,
    }
  )
}

const NONE = 0 as MinorUnits

function knowing(payment: PaymentSettlement, known: Known): PaymentSettlement {
  const captured = known.captured > payment.captured ? known.captured : payment.captured
  const refunded = known.refunded > payment.refunded ? known.refunded : payment.refunded
  return { ...payment, captured, refunded }
}

/** The order with one payment as it is now, and when that asks to be looked at. */
function withPayment(
  state: OrderSettlement,
  payment: PaymentSettlement,
  at: Instant,
): OrderSettlement {
  const { lacksSince, ...rest } = payment
  const changed: PaymentSettlement =
    lacking(payment) > 0 ? { ...rest, lacksSince: lacksSince ?? at } : rest
  const others = state.payments.filter(({ reference }) => reference !== payment.reference)
  const payments = [...others, changed]
  const { dueAt: _dueAt, ...unplanned } = state
  const dueAt = earliest(...payments.map((each) => payDueAt(each, at)))
  return { ...unplanned, payments, ...(dueAt !== undefined && { dueAt }) }
}

/** When one payment is to be looked at; what staff were told of waits for what comes. */
function payDueAt(payment: PaymentSettlement, at: Instant): Instant | undefined {
  if (surplus(payment) > 0) return isTold(payment, 'moreInLedger') ? undefined : at
  if (lacking(payment) === 0 || isTold(payment, 'notInLedger')) return undefined
  return lagEnd(payment, at)
}

function afterCheck(
  state: OrderSettlement,
  event: Extract<OrderSettlementEvent, { readonly type: 'deviated' | 'agreed' }>,
): OrderSettlement {
  const known = paymentOf(state, event.reference)
  const { deviation: _before, deviationAmount: _amount, ...payment } = known
  if (event.type === 'agreed') return withPayment(state, payment, event.at)
  const { deviation, amount } = event
  return withPayment(state, { ...payment, deviation, deviationAmount: amount }, event.at)
}

/**
 * Waking means reading the payment, so there is no tick.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/report-api/
 */
export const orderSettlement: Aggregate<
  OrderSettlement,
  OrderSettlementCommand,
  OrderSettlementEvent,
  Refusal
> = { kind: 'order-settlement', decide, evolve, wakeAt: ({ dueAt }) => dueAt }
