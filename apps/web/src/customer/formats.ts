import { useTranslation } from 'react-i18next'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

interface Amount {
  /** In minor units. */
  readonly value: number
  readonly currency: string
}

/** How a language writes money and time. */
export interface Formats {
  readonly money: (amount: Amount) => string
  /** A day and a time of day, in the reader's time zone. */
  readonly moment: (at: Date | string) => string
  /** A day of the calendar such as `2026-09-01`, wherever it is that day. */
  readonly day: (day: string) => string
  /** The same without the day of the week, for tables. */
  readonly shortDay: (day: string) => string
  /** A month of the calendar such as `2026-09`. */
  readonly month: (month: string) => string
  /** What is left of a time in milliseconds: `9:41`, and from an hour on its two largest units. */
  readonly timeLeft: (ms: number) => string
}

/** English is European here: the days come before the months. */
const LOCALES: Readonly<Record<string, string>> = { en: 'en-GB' }

export function formatsOf(language: string): Formats {
  const locale = LOCALES[language] ?? language
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const shortDays = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(locale, {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const unit = (value: number, name: 'day' | 'hour' | 'minute'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'long' }).format(value)
  return {
    money: ({ value, currency }) =>
      new Intl.NumberFormat(locale, { style: 'currency', currency }).format(value / 100),
    moment: (at) => moments.format(new Date(at)),
    day: (day) => days.format(new Date(day)),
    shortDay: (day) => shortDays.format(new Date(day)),
    month: (month) => months.format(new Date(`${month}-01`)),
    timeLeft: (given) => {
      const ms = Math.max(given, 0)
      if (ms >= DAY_MS) {
        const hours = Math.floor((ms % DAY_MS) / HOUR_MS)
        return `${unit(Math.floor(ms / DAY_MS), 'day')} ${unit(hours, 'hour')}`
      }
      const minutes = Math.floor((ms % HOUR_MS) / MINUTE_MS)
      if (ms >= HOUR_MS)
        return `${unit(Math.floor(ms / HOUR_MS), 'hour')} ${unit(minutes, 'minute')}`
      const seconds = Math.floor((ms % MINUTE_MS) / SECOND_MS)
      return `${minutes}:${String(seconds).padStart(2, '0')}`
    },
  }
}

/** Money and time as the chosen language writes them. */
export function useFormats(): Formats {
  const { i18n } = useTranslation()
  return formatsOf(i18n.language)
}
