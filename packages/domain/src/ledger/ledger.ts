import {
  dayOf,
  earliest,
  lastDayOfMonth,
  type CalendarDay,
  type Currency,
  type Instant,
  type Msn,
} from '@kvitt/values'
import { impossible } from '../decider.ts'
import type { SettlementTerms } from '../sales-unit/settlement-terms.ts'
import type { LedgerEntry, Payout } from './ledger-entry.ts'
import { endOfDate, lastDateOfPeriod } from './settlement-calendar.ts'

/** The first payout of every sales unit. */
export const FIRST_PAYOUT_NUMBER = 2_000_001
/** How many payouts a ledger knows by heart; its entries have them all. */
export const RECENT_PAYOUTS_MAX = 31

/** One topic as it stands. */
interface Account {
  /** Of the last entry. */
  readonly sequence: number
  /** Minor units: positive is owed to the merchant, negative by it. */
  readonly balance: number
}

/** A payout that was decided on. */
export interface RecentPayout extends Payout {
  readonly scheduledAt: Instant
  /** The last date that it pays out. */
  readonly ledgerDate: CalendarDay
  /** Minor units, positive. */
  readonly amount: number
  readonly bankText: string
}

/** What has been captured, refunded, charged and paid out for one sales unit, summed up. */
export interface Ledger {
  readonly msn: Msn
  readonly currency: Currency
  readonly terms: SettlementTerms
  /** Of the last entry: the ledger's time never runs back, even if a clock does. */
  readonly at: Instant
  readonly ledgerDate: CalendarDay
  readonly funds: Account
  readonly fees: Account
  readonly nextPayoutNumber: number
  /** Oldest first. */
  readonly recentPayouts: readonly RecentPayout[]
}

export type LedgerEvent =
  | {
      readonly type: 'opened'
      readonly at: Instant
      readonly msn: Msn
      readonly currency: Currency
      readonly terms: SettlementTerms
    }
  | { readonly type: 'terms-changed'; readonly at: Instant; readonly terms: SettlementTerms }
  | ({ readonly type: 'entered' } & LedgerEntry)

/** @throws on an event that the state cannot have had. */
export function evolve(ledger: Ledger | undefined, event: LedgerEvent): Ledger {
  if (event.type === 'opened') {
    if (ledger) throw impossible('ledger', 'open', event.type)
    return opened(event)
  }
  if (!ledger) throw impossible('ledger', undefined, event.type)
  return event.type === 'terms-changed'
    ? { ...ledger, terms: event.terms }
    : withEntry(ledger, event)
}

function opened({ at, currency, msn, terms }: Extract<LedgerEvent, { type: 'opened' }>): Ledger {
  return {
    msn,
    currency,
    terms,
    at,
    ledgerDate: dayOf(at, currency),
    funds: { sequence: 0, balance: 0 },
    fees: { sequence: 0, balance: 0 },
    nextPayoutNumber: FIRST_PAYOUT_NUMBER,
    recentPayouts: [],
  }
}

function withEntry(ledger: Ledger, entry: LedgerEntry): Ledger {
  const { amount, at, balanceAfter, balanceBefore, ledgerDate, payout, sequence, topic } = entry
  const account = ledger[topic]
  const follows =
    sequence === account.sequence + 1 &&
    balanceBefore === account.balance &&
    balanceAfter === balanceBefore + amount &&
    Number.isSafeInteger(balanceAfter) &&
    at >= ledger.at &&
    ledgerDate >= ledger.ledgerDate &&
    (payout === undefined || payout.payoutNumber === ledger.nextPayoutNumber)
  if (!follows) throw impossible('ledger', `${topic} ${account.sequence}`, `entered ${sequence}`)
  return {
    ...ledger,
    at,
    ledgerDate,
    [topic]: { sequence, balance: balanceAfter },
    ...(payout && {
      nextPayoutNumber: payout.payoutNumber + 1,
      recentPayouts: [...ledger.recentPayouts, recentPayoutOf(entry, payout)].slice(
        -RECENT_PAYOUTS_MAX,
      ),
    }),
  }
}

function recentPayoutOf(
  { amount, at, ledgerDate, reference }: LedgerEntry,
  payout: Payout,
): RecentPayout {
  return { ...payout, scheduledAt: at, ledgerDate, amount: -amount, bankText: reference }
}

/** What would be paid out now: with net settlement, what the fees leave of the funds. */
export function payableOf({ fees, funds, terms }: Ledger): number {
  return terms.method === 'net' ? funds.balance + Math.min(fees.balance, 0) : funds.balance
}

/** The last date of the period that is paid out next; undefined while nothing is to be paid. */
export function nextPayoutDate(ledger: Ledger): CalendarDay | undefined {
  if (payableOf(ledger) <= 0) return undefined
  return lastDateOfPeriod(ledger.terms.interval, ledger.ledgerDate)
}

/** The last date of the month whose fees are invoiced next; undefined while there are none. */
export function nextInvoiceDate({ fees, ledgerDate, terms }: Ledger): CalendarDay | undefined {
  return terms.method === 'gross' && fees.balance < 0 ? lastDayOfMonth(ledgerDate) : undefined
}

/** The end of a period with something to pay out, or of a month with fees to invoice. */
export function wakeAt(ledger: Ledger): Instant | undefined {
  const dates = [nextPayoutDate(ledger), nextInvoiceDate(ledger)]
  return earliest(...dates.map((date) => date && endOfDate(date, ledger.currency)))
}

/**
 * Whether a ledger date gets no more entries: its period is over. Of a period that is not paid out
 * that holds too, because what is left is carried on to a later date.
 */
export function isDateClosed(
  date: CalendarDay,
  {
    currency,
    interval,
    now,
  }: {
    readonly currency: Currency
    readonly interval: SettlementTerms['interval']
    readonly now: Instant
  },
): boolean {
  return endOfDate(lastDateOfPeriod(interval, date), currency) <= now
}
