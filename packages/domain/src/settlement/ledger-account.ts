import { daysAfter, type CalendarDay, type Instant } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'
import { meaningOf, type LedgerAddress, type ImportedEntry } from './imported-entry.ts'
import { NO_SUMS, type ImportedSettlement, type SettlementSums } from './settlement.ts'

/** What is owed to the merchant: the balance, and what it is made of since the last payout. */
export interface LedgerAccount extends LedgerAddress {
  /** Minor units; negative when the merchant owes. */
  readonly balance: number
  /** The balance before the first of `days`. */
  readonly carriedIn: number
  /** Ledger dates with entries that no payout covers yet, oldest first. */
  readonly days: readonly LedgerDay[]
  /** The ledger date of the last payout. */
  readonly settledTo?: CalendarDay
  /** The latest payouts, one of which may come back; the newest last. */
  readonly payouts: readonly KnownPayout[]
}

type KnownPayout = Pick<ImportedSettlement, 'number' | 'amount' | 'bankText'>

interface LedgerDay extends SettlementSums {
  readonly date: CalendarDay
}

export type LedgerAccountEvent =
  | (LedgerAddress & { readonly type: 'opened'; readonly balance: number })
  /** Between the last entry and this one the balance has changed by what was not told. */
  | ({ readonly type: 'gap-found'; readonly at: Instant; readonly entryId: string } & DayChange)
  | ({ readonly type: 'counted' } & DayChange)
  | { readonly type: 'settled'; readonly settlement: ImportedSettlement; readonly balance: number }
  | {
      readonly type: 'payout-returned'
      /** When it came back, and when that was read. */
      readonly at: Instant
      readonly readAt: Instant
      readonly entryId: string
      readonly date: CalendarDay
      readonly amount: number
      /** Absent where none of the latest payouts can be meant. */
      readonly number?: string
    }
  | BalanceChange<'went-negative'>
  | BalanceChange<'went-positive'>

interface DayChange {
  readonly date: CalendarDay
  readonly in: keyof Omit<SettlementSums, 'transactions'>
  /** Minor units. */
  readonly amount: number
  readonly balance: number
}

interface BalanceChange<Type extends string> {
  readonly type: Type
  readonly at: Instant
  readonly date: CalendarDay
  readonly balance: number
}

/** An entry of the topic `funds`, in the order of the ledger. */
export interface LedgerAccountCommand {
  readonly type: 'count'
  /** When it was read. */
  readonly at: Instant
  readonly entry: ImportedEntry
}

/** As many ledger dates are told apart between two payouts; of more, the oldest are one. */
const DAYS_MAX = 400
/** A payout comes back within days. */
const PAYOUTS_MAX = 40

function decide(
  state: LedgerAccount | undefined,
  { at, entry }: LedgerAccountCommand,
): Decision<LedgerAccountEvent, never> {
  const { msn, ledgerId, currency, ledgerDate: date, amount } = entry
  const events: LedgerAccountEvent[] = []
  let account = state
  const record = (event: LedgerAccountEvent): LedgerAccount => {
    events.push(event)
    account = evolve(account, event)
    return account
  }
  let now = account ?? record(opening({ msn, ledgerId, currency }, entry))
  const { balanceBefore = now.balance } = entry
  if (balanceBefore !== now.balance) {
    const missing = balanceBefore - now.balance
    const change = { date, in: 'other', amount: missing, balance: balanceBefore } as const
    now = record({ type: 'gap-found', at, entryId: entry.id, ...change })
  }
  const wasNegative = (state?.balance ?? 0) < 0
  const balance = now.balance + amount
  const meaning = meaningOf(entry)
  if (meaning === 'payout') {
    record({ type: 'settled', settlement: settlementOf(now, entry), balance })
  } else {
    record({ type: 'counted', date, in: SUM_OF[meaning], amount, balance })
  }
  if (meaning === 'payoutAborted') {
    const number = returnedNumber(now, entry)
    const known = number === undefined ? {} : { number }
    const entered = { at: entry.at, readAt: at, entryId: entry.id, date, amount }
    record({ type: 'payout-returned', ...entered, ...known })
  }
  if (balance < 0 !== wasNegative) {
    record({ type: balance < 0 ? 'went-negative' : 'went-positive', at, date, balance })
  }
  return { events }
}

const SUM_OF = {
  capture: 'captures',
  refund: 'refunds',
  fee: 'fees',
  feesRetained: 'fees',
  feesInvoiced: 'fees',
  payoutAborted: 'other',
  dispute: 'other',
  disputeReturned: 'other',
  correction: 'other',
  other: 'other',
  unknown: 'other',
} as const

function opening(
  address: LedgerAddress,
  { balanceBefore = 0 }: ImportedEntry,
): Extract<LedgerAccountEvent, { type: 'opened' }> {
  return { type: 'opened', ...address, balance: balanceBefore }
}

/** The payout of all ledger dates up to its own that none has covered before. */
function settlementOf(account: LedgerAccount, payout: ImportedEntry): ImportedSettlement {
  const { msn, ledgerId, currency, ledgerDate: toDate, at, amount, reference } = payout
  const covered = account.days.filter(({ date }) => date <= toDate)
  const sums = covered.reduce(plusSums, NO_SUMS)
  const { carriedIn, settledTo } = account
  const fromDate = settledTo === undefined ? (covered[0]?.date ?? toDate) : daysAfter(settledTo, 1)
  return {
    msn,
    ledgerId,
    currency,
    number: payoutNumberOf(payout),
    // A second payout of a date begins and ends with it.
    fromDate: fromDate > toDate ? toDate : fromDate,
    toDate,
    ...sums,
    carriedIn,
    carriedOut: carriedIn + totalOf(sums) + amount,
    amount: -amount,
    ...(reference !== '' && { bankText: reference }),
    scheduledAt: at,
  }
}

function plusSums(sums: SettlementSums, day: SettlementSums): SettlementSums {
  return {
    captures: sums.captures + day.captures,
    refunds: sums.refunds + day.refunds,
    fees: sums.fees + day.fees,
    other: sums.other + day.other,
    transactions: sums.transactions + day.transactions,
  }
}

function totalOf({ captures, refunds, fees, other }: SettlementSums): number {
  return captures + refunds + fees + other
}

/** Which payout has come back: by its number or its text, or else the last one of the amount. */
function returnedNumber({ payouts }: LedgerAccount, entry: ImportedEntry): string | undefined {
  const number = payoutNumberOf(entry)
  const { amount, reference } = entry
  const meant =
    payouts.findLast((payout) => payout.number === number) ??
    payouts.findLast(({ bankText }) => bankText !== undefined && bankText === reference) ??
    payouts.findLast((payout) => payout.amount === amount)
  return meant?.number
}

/** The number in `{ledgerId}-{number}`; the whole where it is written otherwise. */
function payoutNumberOf({
  ledgerId,
  pspReference,
}: Pick<ImportedEntry, 'ledgerId' | 'pspReference'>): string {
  return pspReference.startsWith(`${ledgerId}-`)
    ? pspReference.slice(ledgerId.length + 1)
    : pspReference
}

function evolve(state: LedgerAccount | undefined, event: LedgerAccountEvent): LedgerAccount {
  if (event.type === 'opened') {
    if (state) throw impossible('ledger-account', 'open', event.type)
    const { msn, ledgerId, currency, balance } = event
    return { msn, ledgerId, currency, balance, carriedIn: balance, days: [], payouts: [] }
  }
  if (!state) throw impossible('ledger-account', undefined, event.type)
  switch (event.type) {
    case 'gap-found':
    case 'counted':
      return { ...state, balance: event.balance, days: daysWith(state.days, event) }
    case 'settled': {
      const { toDate, carriedOut, number, amount, bankText } = event.settlement
      const { balance } = event
      const days = state.days.filter(({ date }) => date > toDate)
      const payout = { number, amount, ...(bankText !== undefined && { bankText }) }
      const payouts = [...state.payouts, payout].slice(-PAYOUTS_MAX)
      return { ...state, balance, carriedIn: carriedOut, days, settledTo: toDate, payouts }
    }
    case 'payout-returned':
    case 'went-negative':
    case 'went-positive':
      return state
  }
}

function daysWith(
  days: readonly LedgerDay[],
  change: Extract<LedgerAccountEvent, { readonly type: 'gap-found' | 'counted' }>,
): readonly LedgerDay[] {
  const { date, amount } = change
  const index = days.findIndex((day) => day.date === date)
  const day = days[index] ?? { date, ...NO_SUMS }
  const isTransaction = change.in === 'captures' || change.in === 'refunds'
  const changed = {
    ...day,
    [change.in]: day[change.in] + amount,
    transactions: day.transactions + (isTransaction ? 1 : 0),
  }
  if (index !== -1) return days.with(index, changed)
  const sorted = [...days, changed].toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const [first, second, ...others] = sorted
  if (sorted.length <= DAYS_MAX || !first || !second) return sorted
  return [{ date: second.date, ...plusSums(first, second) }, ...others]
}

/** The account of one ledger: entries go in once each, settlements come out. */
export const ledgerAccount: Aggregate<
  LedgerAccount,
  LedgerAccountCommand,
  LedgerAccountEvent,
  never
> = { kind: 'ledger-account', decide, evolve, wakeAt: () => undefined }
