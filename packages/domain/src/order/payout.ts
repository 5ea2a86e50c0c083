import {
  dayOf,
  nextNorwegianBankDay,
  type CalendarDay,
  type Currency,
  type Instant,
  type MinorUnits,
} from '@kvitt/values'
import type { Attempt, Order } from './order.ts'

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
export function capturesOf({ currency }: Pick<Order, 'currency'>, attempt: Attempt): Capture[] {
  return attempt.intents.flatMap(({ type, state, amount, doneAt }) => {
    if (type !== 'capture' || state !== 'done' || doneAt === undefined) return []
    const expectedPayoutOn = payoutDay(doneAt, currency)
    return [{ amount, capturedAt: doneAt, ...(expectedPayoutOn && { expectedPayoutOn }) }]
  })
}

/**
 * The day on which what is captured at a moment should be paid out: captured on day 1, reported on
 * the next bank day, paid out on the one after it. Friday to Sunday come on Tuesday. Undefined but
 * for Norwegian kroner: only Norway's days are known. Merchant checklist, F-14.
 */
export function payoutDay(capturedAt: Instant, currency: Currency): CalendarDay | undefined {
  if (currency !== 'NOK') return undefined
  return nextNorwegianBankDay(nextNorwegianBankDay(dayOf(capturedAt, currency)))
}
