import type { CalendarDay, Instant } from '@kvitt/values'
import { impossible, type Aggregate } from '../decider.ts'
import type { LedgerAddress } from './imported-entry.ts'

/** What some entries of a ledger come to; minor units, negative where money is taken. */
export interface SettlementSums {
  readonly captures: number
  readonly refunds: number
  /** What was retained for fees. */
  readonly fees: number
  /** Corrections, disputes, payouts that came back, and whatever is new. */
  readonly other: number
  /** How many captures and refunds. */
  readonly transactions: number
}

export const NO_SUMS: SettlementSums = {
  captures: 0,
  refunds: 0,
  fees: 0,
  other: 0,
  transactions: 0,
}

/** One payout, and the whole ledger dates that it covers. */
export interface ImportedSettlement extends LedgerAddress, SettlementSums {
  /** Stands on the bank statement. */
  readonly number: string
  readonly fromDate: CalendarDay
  readonly toDate: CalendarDay
  /** The balance before its first entry, and the one that it left; minor units. */
  readonly carriedIn: number
  readonly carriedOut: number
  /** What is paid out; minor units. */
  readonly amount: number
  /** What the bank statement should say; absent where the provider does not say. */
  readonly bankText?: string
  readonly scheduledAt: Instant
  /** When it came back. */
  readonly abortedAt?: Instant
}

export type SettlementEvent =
  | { readonly type: 'recorded'; readonly settlement: ImportedSettlement }
  | { readonly type: 'returned'; readonly at: Instant }

export type SettlementCommand =
  | { readonly type: 'record'; readonly settlement: ImportedSettlement }
  /** The money came back; of a settlement that is not here nothing is known. */
  | { readonly type: 'return'; readonly at: Instant }

/** One settlement by its number. */
export const settlement: Aggregate<ImportedSettlement, SettlementCommand, SettlementEvent, never> =
  {
    kind: 'settlement',
    decide: (state, command) => {
      if (command.type === 'record') {
        const { settlement: recorded } = command
        return { events: state ? [] : [{ type: 'recorded', settlement: recorded }] }
      }
      const isThere = state !== undefined && state.abortedAt === undefined
      return { events: isThere ? [{ type: 'returned', at: command.at }] : [] }
    },
    evolve: (state, event) => {
      if (event.type === 'recorded') return event.settlement
      if (!state) throw impossible('settlement', undefined, event.type)
      return { ...state, abortedAt: event.at }
    },
    wakeAt: () => undefined,
  }
