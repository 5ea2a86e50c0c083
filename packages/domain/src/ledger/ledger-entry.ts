import type { CalendarDay, Currency, Instant, Msn } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** The money owed to the merchant, and the fees that it owes. */
export type LedgerTopic = 'funds' | 'fees'

/** What a ledger writes by itself. */
export type OwnEntryType =
  'capture' | 'refund' | 'capture-fee' | 'fees-retained' | 'fees-invoiced' | 'payout-scheduled'

/** What goes to the merchant's bank account at once. */
export interface Payout {
  /** Per sales unit, from 2000001 on. */
  readonly payoutNumber: number
  /** When it reaches the account. */
  readonly paidOn: CalendarDay
}

/** One line of a ledger; it never changes. Amounts are minor units with a sign. */
export interface LedgerEntry {
  readonly msn: Msn
  readonly topic: LedgerTopic
  /** From 1 on, without gaps in a topic. */
  readonly sequence: number
  readonly at: Instant
  readonly ledgerDate: CalendarDay
  /** An `OwnEntryType`, or what somebody has entered by hand. */
  readonly entryType: string
  readonly pspReference: string
  /** Of the payment; the bank's text on a payout; empty on sums. */
  readonly reference: string
  readonly currency: Currency
  readonly amount: number
  readonly balanceBefore: number
  readonly balanceAfter: number
  readonly payout?: Payout
}

type LedgerEntryEvent = { readonly type: 'written' } & LedgerEntry
interface LedgerEntryCommand {
  readonly type: 'write'
  readonly entry: LedgerEntry
}

function decide(
  state: LedgerEntry | undefined,
  { entry }: LedgerEntryCommand,
): Decision<LedgerEntryEvent, 'alreadyWritten'> {
  return state ? { refusal: 'alreadyWritten' } : { events: [{ type: 'written', ...entry }] }
}

function evolve(state: LedgerEntry | undefined, { type, ...entry }: LedgerEntryEvent): LedgerEntry {
  if (state) throw impossible('ledger-entry', state.entryType, type)
  return entry
}

/** An entry for itself, so that ledgers can be read page by page. */
export const ledgerEntry: Aggregate<
  LedgerEntry,
  LedgerEntryCommand,
  LedgerEntryEvent,
  'alreadyWritten'
> = { kind: 'ledger-entry', decide, evolve, wakeAt: () => undefined }
