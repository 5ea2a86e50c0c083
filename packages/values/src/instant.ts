import type { Brand } from './brand.ts'

/** A moment as whole milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Brand<number, 'Instant'>

/** A length of time in whole milliseconds. */
export type DurationMs = number

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
/** Deadlines count exact 24-hour days, whatever summer time does. */
export const DAY_MS = 24 * HOUR_MS

/** The largest absolute value that a JavaScript date can hold. */
const INSTANT_ABSOLUTE_MAX = 8_640_000_000_000_000

/** Makes an instant of whole milliseconds since the epoch; throws a RangeError on anything else. */
export function instant(epochMs: number): Instant {
  if (!Number.isInteger(epochMs) || Math.abs(epochMs) > INSTANT_ABSOLUTE_MAX) {
    throw new RangeError(`not an instant: ${epochMs}`)
  }
  return epochMs as Instant
}

const RFC_3339 =
  /^(\d{4})-(\d{2})-(\d{2})[Tt](?:2[0-3]|[01]\d):[0-5]\d:[0-5]\d(?:\.\d+)?(?:[Zz]|[+-](?:2[0-3]|[01]\d):[0-5]\d)$/

/** Reads an RFC 3339 date-time with zone; undefined when it is not one or names no real day. */
export function parseInstant(text: string): Instant | undefined {
  const match = RFC_3339.exec(text)
  if (!match) return undefined
  const [, year, month, day] = match
  // The calendar repeats every 400 years, and Date.UTC takes the years below 100 for others.
  const likeYear = 2000 + (Number(year) % 400)
  const daysInMonth = new Date(Date.UTC(likeYear, Number(month), 0)).getUTCDate()
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > daysInMonth) {
    return undefined
  }
  const epochMs = Date.parse(text.toUpperCase())
  return Number.isNaN(epochMs) ? undefined : instant(Math.trunc(epochMs))
}

/** `2023-03-27T10:51:59.378Z`: UTC with milliseconds, as event logs and webhooks print it. */
export function formatInstant(at: Instant): string {
  return new Date(at).toISOString()
}

export function addMs(at: Instant, durationMs: DurationMs): Instant {
  return instant(at + durationMs)
}

/** The earliest of the given instants; those that are undefined never come. */
export function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  let first: Instant | undefined
  for (const candidate of instants) {
    if (candidate !== undefined && (first === undefined || candidate < first)) first = candidate
  }
  return first
}
