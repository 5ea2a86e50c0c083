/** The names of what a search can ask for; the address of the page has them too. */
export const SEARCH_NAMES = [
  'q',
  'status',
  'msn',
  'customer',
  'amountFrom',
  'amountTo',
  'from',
  'to',
] as const

export type SearchName = (typeof SEARCH_NAMES)[number]

/** As it was typed: amounts in kroner or euros, days as `2026-09-01`; empty for anything. */
export type OrderSearch = Readonly<Record<SearchName, string>>

/** A search as the server is asked. */
export function searchQuery(search: OrderSearch): Readonly<Record<string, string | undefined>> {
  const { amountFrom, amountTo, from, to, ...rest } = search
  return {
    ...rest,
    amountFrom: minorUnitsOf(amountFrom),
    amountTo: minorUnitsOf(amountTo),
    from: momentOf(from, 'T00:00:00'),
    to: momentOf(to, 'T23:59:59.999'),
  }
}

/** A day of the reader's own time zone. */
function momentOf(day: string, time: string): string | undefined {
  const at = new Date(`${day}${time}`)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** `1 234,50` and `1234.50` alike; undefined where that is no amount. */
export function minorUnitsOf(text: string): string | undefined {
  const number = Number(text.replace(/\s/g, '').replace(',', '.'))
  return text.trim() === '' || !(number >= 0) ? undefined : String(Math.round(number * 100))
}
