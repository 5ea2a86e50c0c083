import { RETRYABLE_CODES } from '@kvitt/contract'
import type { ErrorCode } from './error-code.ts'

/**
 * What a failure means for whoever called.
 *
 * - `refused`: nothing happened, and the same request will be refused again.
 * - `retry`: nothing happened yet; the same request with the same key may succeed later.
 * - `unknown`: it may have happened. Read the payment back, or send it again with the same key.
 */
export type Verdict = 'refused' | 'retry' | 'unknown'

/** Failures that say nothing about what the other side did. */
const SILENT: ReadonlySet<ErrorCode> = new Set([
  'timeout',
  'networkError',
  'aborted',
  'unexpectedAnswer',
])
const LATER: ReadonlySet<number> = new Set([423, 429])

/** @param changes whether the operation has an effect that could have happened */
export function verdictOf({ code, number, status }: VerdictInput, changes: boolean): Verdict {
  if (number !== undefined && RETRYABLE_CODES.has(number)) return 'retry'
  if (status !== undefined && LATER.has(status)) return 'retry'
  if (SILENT.has(code) || (status !== undefined && status >= 500)) {
    return changes ? 'unknown' : 'retry'
  }
  return 'refused'
}

interface VerdictInput {
  readonly code: ErrorCode
  readonly number?: number | undefined
  readonly status?: number | undefined
}
