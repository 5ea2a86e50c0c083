import type { Currency, Instant } from '@kvitt/values'

/** Where the people are who pay and sell in a currency: their day is the day of the figures. */
const TIME_ZONES = {
  NOK: 'Europe/Oslo',
  DKK: 'Europe/Copenhagen',
  EUR: 'Europe/Helsinki',
} as const satisfies Record<Currency, string>

/** Sweden writes days as ISO 8601 does. */
const FORMATS = new Map(
  Object.entries(TIME_ZONES).map(([currency, timeZone]) => [
    currency,
    {
      day: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }),
      moment: new Intl.DateTimeFormat('sv-SE', {
        timeZone,
        dateStyle: 'short',
        timeStyle: 'medium',
      }),
    },
  ]),
)

function formatsOf(currency: Currency): NonNullable<ReturnType<(typeof FORMATS)['get']>> {
  const formats = FORMATS.get(currency)
  if (!formats) throw new Error(`no time zone for ${currency}`)
  return formats
}

/** `2026-09-01`, as the calendar of the currency's market has it. */
export function dayOf(at: Instant, currency: Currency): string {
  return formatsOf(currency).day.format(at)
}

/** `2026-09-01 14:00:00` in the time of the currency's market: every Excel reads it as a moment. */
export function momentOf(at: Instant, currency: Currency): string {
  return formatsOf(currency).moment.format(at)
}
