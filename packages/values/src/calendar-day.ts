import type { Brand } from './brand.ts'
import { DAY_MS, instant, type Instant } from './instant.ts'
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
const FORMATS = formatsWith({ dateStyle: 'short' })
const TIME_FORMATS = formatsWith({ dateStyle: 'short', timeStyle: 'medium' })

function formatsWith(style: Intl.DateTimeFormatOptions): ReadonlyMap<string, Intl.DateTimeFormat> {
  return new Map(
    Object.entries(TIME_ZONE_OF_CURRENCY).map(([currency, timeZone]) => [
      currency,
      new Intl.DateTimeFormat('sv-SE', { timeZone, ...style }),
    ]),
  )
}

/** The day that it is at a moment where a currency is used. */
export function dayOf(at: Instant, currency: Currency): CalendarDay {
  return formatOf(FORMATS, currency).format(at) as CalendarDay
}

/** The moment at which a day begins where a currency is used. No clock there is put forward at midnight. */
export function startOfDay(day: CalendarDay, currency: Currency): Instant {
  const midnightInUtc = Date.parse(day)
  // The offset there may be another one by the time that a first guess is away from midnight.
  const guess = midnightInUtc - offsetAt(midnightInUtc, currency)
  return instant(midnightInUtc - offsetAt(guess, currency))
}

/** How far the clocks where a currency is used are ahead of UTC, in ms. */
function offsetAt(epochMs: number, currency: Currency): number {
  const wholeSeconds = Math.floor(epochMs / 1_000) * 1_000
  const there = formatOf(TIME_FORMATS, currency).format(wholeSeconds)
  return Date.parse(`${there.replace(' ', 'T')}Z`) - wholeSeconds
}

function formatOf(
  formats: ReadonlyMap<string, Intl.DateTimeFormat>,
  currency: Currency,
): Intl.DateTimeFormat {
  const format = formats.get(currency)
  if (!format) throw new Error(`no time zone for ${currency}`)
  return format
}

/** The day that comes so many days after a day, or before it when the count is negative. */
export function daysAfter(day: CalendarDay, count: number): CalendarDay {
  return dayInUtc(Date.parse(day) + count * DAY_MS)
}

/** The Sunday of the week of a day. */
export function lastDayOfWeek(day: CalendarDay): CalendarDay {
  const weekday = new Date(Date.parse(day)).getUTCDay()
  return daysAfter(day, (7 - weekday) % 7)
}

export function lastDayOfMonth(day: CalendarDay): CalendarDay {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return dayInUtc(Date.UTC(year, month, 0))
}

/** Reads `2026-09-01`; undefined when it is no day of the calendar. */
export function parseCalendarDay(text: string): CalendarDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  const midnight = Date.parse(text)
  return !Number.isNaN(midnight) && dayInUtc(midnight) === text ? (text as CalendarDay) : undefined
}

function dayInUtc(epochMs: number): CalendarDay {
  return new Date(epochMs).toISOString().slice(0, '2026-09-01'.length) as CalendarDay
}
