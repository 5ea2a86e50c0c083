import {
  daysAfter,
  lastDayOfMonth,
  lastDayOfWeek,
  nextNorwegianBankDay,
  startOfDay,
  type CalendarDay,
  type Currency,
  type Instant,
} from '@kvitt/values'
import type { SettlementInterval } from '../sales-unit/settlement-terms.ts'

/** The last of the ledger dates that go into one payout with a given one. */
export function lastDateOfPeriod(interval: SettlementInterval, date: CalendarDay): CalendarDay {
  switch (interval) {
    case 'daily':
      return date
    case 'weekly':
      return lastDayOfWeek(date)
    case 'monthly':
      return lastDayOfMonth(date)
  }
}

/** When a ledger date is over: midnight where the merchant is. */
export function endOfDate(date: CalendarDay, currency: Currency): Instant {
  return startOfDay(daysAfter(date, 1), currency)
}

/**
 * The day on which a payout reaches the merchant's account. In Norway what is captured on day 1 is
 * paid out two bank days later, a week on Monday, a month on the 1st, or on the first bank day after
 * these. In Denmark and Finland it is paid out on day 2.
 *
 * @param lastDate the last ledger date that is paid out
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/settlements/
 */
export function payoutDayOf(
  lastDate: CalendarDay,
  interval: SettlementInterval,
  currency: Currency,
): CalendarDay {
  if (currency !== 'NOK') return daysAfter(lastDate, 1)
  const first = nextNorwegianBankDay(lastDate)
  return interval === 'daily' ? nextNorwegianBankDay(first) : first
}
