import type { Brand } from './brand.ts'
import type { Instant } from './instant.ts'
import type { Currency } from './money.ts'

/** A day of the calendar, wherever it is that day: `2026-09-01`. */
export type CalendarDay = Brand<string, 'CalendarDay'>

/** Where the people are who pay and sell in a currency. */
export const TIME_ZONE_OF_CURRENCY = {
  NOK: 'Europe/Oslo',
  DKK: 'Europe/Copenhagen',
  EUR: 'Europe/Helsinki',
} as const satisfies Record<Currency, string>

/** Sweden writes days as ISO 8601 does. */
const FORMATS = new Map(
  Object.entries(TIME_ZONE_OF_CURRENCY).map(([currency, timeZone]) => [
    currency,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }),
  ]),
)

/** The day that it is at a moment where a currency is used. */
export function dayOf(at: Instant, currency: Currency): CalendarDay {
  const format = FORMATS.get(currency)
  if (!format) throw new Error(`no time zone for ${currency}`)
  return format.format(at) as CalendarDay
}
