import { TIME_ZONE_OF_CURRENCY, type Currency, type Instant } from '@kvitt/values'

/** Sweden writes moments as ISO 8601 does. */
const FORMATS = new Map(
  Object.entries(TIME_ZONE_OF_CURRENCY).map(([currency, timeZone]) => [
    currency,
    new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }),
  ]),
)

/** `2026-09-01 14:00:00` where a currency is used: every Excel reads it as a moment. */
export function momentOf(at: Instant, currency: Currency): string {
  const format = FORMATS.get(currency)
  if (!format) throw new Error(`no time zone for ${currency}`)
  return format.format(at)
}
