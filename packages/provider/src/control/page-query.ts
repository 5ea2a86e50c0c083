import { parseInstant, type Instant } from '@kvitt/values'
import { z } from 'zod'
import { parseDuration } from './duration.ts'

const LIMIT_DEFAULT = 50
const LIMIT_MAX = 500

/** What every list of the journal can be asked for. */
export const PAGE_QUERY = {
  msn: z.string().optional(),
  reference: z.string().optional(),
  since: z.string().optional(),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(LIMIT_DEFAULT),
  /** `nextCursor` of the page before. */
  cursor: z.coerce.number().int().min(1).optional(),
}

/** What is wrong with a query, in words; the names that are known are in the schema. */
export function wrongQuery(error: z.ZodError, schema: z.ZodObject): string {
  const wrong = error.issues.map(({ path, message }) => [...path, message].join(': '))
  return `${wrong.join('. ')}. Known are ${Object.keys(schema.shape).join(', ')}.`
}

export const WRONG_SINCE = 'since: give a moment, or how long ago: 10m or 1d12h.'

/** A moment, or how long ago it was: `2026-09-01T12:00:00Z` or `10m`; undefined for neither. */
export function parseSince(text: string, now: Instant): number | undefined {
  const ago = parseDuration(text)
  return ago === undefined ? parseInstant(text) : now - ago
}

export interface Page<Entry> {
  readonly entries: readonly Entry[]
  readonly nextCursor: string | null
}

/** The first `limit` entries that pass, and where the next page begins if there is one. */
export function pageOf<Entry extends { readonly id: number }>(
  entries: Iterable<Entry>,
  limit: number,
  passes: (entry: Entry) => boolean,
): Page<Entry> {
  const page: Entry[] = []
  for (const entry of entries) {
    if (!passes(entry)) continue
    if (page.length === limit) return { entries: page, nextCursor: String(page.at(-1)?.id) }
    page.push(entry)
  }
  return { entries: page, nextCursor: null }
}
