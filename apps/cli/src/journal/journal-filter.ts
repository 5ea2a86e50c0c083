/** What a list of the journal can be asked for. */
export interface JournalFilter {
  readonly reference?: string | undefined
  readonly msn?: string | undefined
  readonly operation?: string | undefined
  readonly status?: string | undefined
  readonly registration?: string | undefined
  readonly outcome?: string | undefined
  readonly since?: string | undefined
  readonly limit?: number | undefined
}

const NAMES = [
  'reference',
  'msn',
  'operation',
  'status',
  'registration',
  'outcome',
  'since',
  'limit',
] as const

/** A filter as the query of a URL, with its question mark if there is anything to ask for. */
export function queryOf(filter: JournalFilter): string {
  const query = new URLSearchParams()
  for (const name of NAMES) {
    const value = filter[name]
    if (value !== undefined) query.set(name, String(value))
  }
  return query.size === 0 ? '' : `?${query.toString()}`
}
