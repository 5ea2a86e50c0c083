import {
  dayOf,
  daysAfter,
  lastDayOfMonth,
  lastDayOfWeek,
  nextNorwegianBankDay,
  type BankEve,
  type CalendarDay,
  type Currency,
  type Instant,
  type MinorUnits,
} from '@kvitt/values'
import type { Attempt, Order } from './order.ts'

/** How many bank days after the day of a capture it is paid out. */
const PAYOUT_BANK_DAYS = 2
const WEEK_DAYS = 7
/** How many after the day of a refund the customer should have it, first and last, and at the latest. */
const REFUND_BANK_DAYS = [2, 3, 10] as const

/** Money that was captured for an order, and when it should be on the merchant's account. */
export interface Capture {
  /** Minor units, before fees. */
  readonly amount: MinorUnits
  /** When it was known to be captured. */
  readonly capturedAt: Instant
  /** Absent where the rule is not known. */
  readonly expectedPayoutOn?: CalendarDay
}

/**
 * The captures of an attempt that were asked for here, oldest first. When the provider or its portal
 * has captured by itself is not known here, nor when that money comes.
 */
export function capturesOf(order: Banking, attempt: Attempt): Capture[] {
  return attempt.intents.flatMap(({ type, state, amount, doneAt }) => {
    if (type !== 'capture' || state !== 'done' || doneAt === undefined) return []
    const expectedPayoutOn = payoutDay(doneAt, order.currency, order.policy?.banksClosedOn)
    return [{ amount, capturedAt: doneAt, ...(expectedPayoutOn && { expectedPayoutOn }) }]
  })
}

/**
 * The day on which what is captured at a moment should be paid out: captured on day 1, reported on
 * the next bank day, paid out on the one after it. Friday to Sunday come on Tuesday. Undefined but
 * for Norwegian kroner: only Norway's days are known. Merchant checklist, F-14.
 */
export function payoutDay(
  capturedAt: Instant,
  currency: Currency,
  banksClosedOn?: readonly BankEve[],
): CalendarDay | undefined {
  const policy = { banksClosedOn }
  return bankDayAfter(dayOf(capturedAt, currency), PAYOUT_BANK_DAYS, { currency, policy })
}

/**
 * The day on which a settlement of these ledger dates should be paid out: two bank days after the
 * last one; a whole week or a whole month on the next bank day. How often a sales unit is paid is not
 * told, and a week with sales on its Sunday alone looks like a weekly settlement. Undefined but for
 * Norwegian kroner.
 */
export function settlementPayoutDay(
  fromDate: CalendarDay,
  toDate: CalendarDay,
  currency: Currency,
  banksClosedOn?: readonly BankEve[],
): CalendarDay | undefined {
  const isWeek = toDate === lastDayOfWeek(toDate) && fromDate === daysAfter(toDate, 1 - WEEK_DAYS)
  const isMonth = toDate === lastDayOfMonth(toDate) && fromDate === `${toDate.slice(0, 8)}01`
  const count = isWeek || isMonth ? 1 : PAYOUT_BANK_DAYS
  return bankDayAfter(toDate, count, { currency, policy: { banksClosedOn } })
}

/** Money that was given back to the customer, and when they should have it. */
export interface Refund {
  /** Minor units. */
  readonly amount: MinorUnits
  /** When it was known to be refunded. */
  readonly refundedAt: Instant
  /** From this day to the next the customer should have it; absent where the rule is not known. */
  readonly expectedFrom?: CalendarDay
  readonly expectedUntil?: CalendarDay
  /** Some banks take until this day. */
  readonly latestOn?: CalendarDay
}

/**
 * The refunds of an attempt that were asked for here, oldest first: the customer has the money two
 * to three bank days later, ten at the most. Merchant checklist, S-9.
 */
export function refundsOf(order: Banking, attempt: Attempt): Refund[] {
  return attempt.intents.flatMap(({ type, state, amount, doneAt }) => {
    if (type !== 'refund' || state !== 'done' || doneAt === undefined) return []
    const day = dayOf(doneAt, order.currency)
    const [first, last, latest] = REFUND_BANK_DAYS
    const expectedFrom = bankDayAfter(day, first, order)
    const expectedUntil = bankDayAfter(day, last, order)
    const latestOn = bankDayAfter(day, latest, order)
    return [
      {
        amount,
        refundedAt: doneAt,
        ...(expectedFrom && { expectedFrom }),
        ...(expectedUntil && { expectedUntil }),
        ...(latestOn && { latestOn }),
      },
    ]
  })
}

/** What decides when banks settle. */
interface Banking extends Pick<Order, 'currency'> {
  readonly policy?: { readonly banksClosedOn?: readonly BankEve[] | undefined }
}

/** The bank day that comes so many bank days after a day. */
function bankDayAfter(
  day: CalendarDay,
  count: number,
  { currency, policy }: Banking,
): CalendarDay | undefined {
  if (currency !== 'NOK') return undefined
  let bankDay = day
  for (let passed = 0; passed < count; passed += 1) {
    bankDay = nextNorwegianBankDay(bankDay, policy?.banksClosedOn)
  }
  return bankDay
}
