import { daysAfter, type CalendarDay } from './calendar-day.ts'
import { DAY_MS } from './instant.ts'

/** Month and day of the eves on which banks settle in some years, and in some not: none are holidays. */
export const BANK_EVES = ['12-24', '12-31'] as const
export type BankEve = (typeof BANK_EVES)[number]

/** Month and day of the holidays that no moon moves. */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['01-01', '05-01', '05-17', '12-25', '12-26'])

/** From Easter Sunday: Maundy Thursday, Good Friday, Easter Monday, Ascension Day, Whit Monday. */
const DAYS_FROM_EASTER: ReadonlySet<number> = new Set([-3, -2, 1, 39, 50])

const SUNDAY = 0
const SATURDAY = 6

/**
 * Whether banks in Norway settle on a day: all but Saturdays, Sundays and public holidays.
 *
 * @param closedEves on which they settle no more than on a holiday; none unless given
 */
export function isNorwegianBankDay(day: CalendarDay, closedEves: readonly BankEve[] = []): boolean {
  const at = Date.parse(day)
  const weekday = new Date(at).getUTCDay()
  if (weekday === SATURDAY || weekday === SUNDAY) return false
  const monthAndDay = day.slice('2026-'.length)
  if (FIXED_HOLIDAYS.has(monthAndDay) || closedEves.some((eve) => eve === monthAndDay)) return false
  return !DAYS_FROM_EASTER.has((at - easterSunday(Number(day.slice(0, 4)))) / DAY_MS)
}

/** The first day after a day on which banks in Norway settle. */
export function nextNorwegianBankDay(
  day: CalendarDay,
  closedEves: readonly BankEve[] = [],
): CalendarDay {
  let next = day
  // Easter closes the banks for longest: five days in a row.
  do next = daysAfter(next, 1)
  while (!isNorwegianBankDay(next, closedEves))
  return next
}

/**
 * Midnight of Easter Sunday, in milliseconds since the epoch as if the whole world had UTC: the
 * Sunday after the first full moon of the Gregorian spring, by Meeus, Jones and Butcher.
 *
 * @see https://en.wikipedia.org/wiki/Date_of_Easter
 */
function easterSunday(year: number): number {
  const century = Math.floor(year / 100)
  const yearOfCentury = year % 100
  const yearOfMoon = year % 19
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const leapCenturies = Math.floor(century / 4)
  const moon = (19 * yearOfMoon + century - leapCenturies - moonCorrection + 15) % 30
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - moon - (yearOfCentury % 4)) % 7
  const isLate = Math.floor((yearOfMoon + 11 * moon + 22 * weekday) / 451)
  const daysAfterMarch22 = moon + weekday - 7 * isLate
  return Date.UTC(year, 2, 22 + daysAfterMarch22)
}
