import type { Failure } from './failure.ts'

const BACKOFF_MS = 500
const BACKOFF_MS_MAX = 8_000
/** Longer than this nobody waits inside a call: the failure says how long it would be. */
const RETRY_AFTER_MS_MAX = 30_000
/** The bank has released the money: that does not change within seconds. */
const LATER_THAN_A_CALL: ReadonlySet<number> = new Set([6260])

/** The moment at which a server asks to be called again, as ms from now. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/**
 * How long to wait before the same is sent again; undefined when it is not worth it.
 *
 * A failure of which nothing can have come is repeated for every operation; one of which the
 * outcome is unknown only if repeating is harmless: it reads, replaces, deletes, or has a key.
 *
 * @param attempt the number of the attempt that failed, from 1
 * @param random at least 0 and below 1
 */
export function retryDelayMs(
  failure: Failure,
  attempt: number,
  isRepeatable: boolean,
  random: () => number,
): number | undefined {
  const { verdict, code, number, retryAfterMs: askedMs = 0 } = failure
  if (verdict === 'refused' || code === 'aborted' || code === 'unexpectedAnswer') return undefined
  if (verdict === 'unknown' && !isRepeatable) return undefined
  if (number !== undefined && LATER_THAN_A_CALL.has(number)) return undefined
  if (askedMs > RETRY_AFTER_MS_MAX) return undefined
  const fullMs = Math.min(BACKOFF_MS_MAX, BACKOFF_MS * 2 ** (attempt - 1))
  // Half of it by chance, so that those who failed together do not come back together.
  return Math.max(askedMs, Math.round(fullMs / 2 + (random() * fullMs) / 2))
}
