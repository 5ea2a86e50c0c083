import type { OperationId } from '@kvitt/contract'
import type { ErrorCode } from './error-code.ts'
import type { Verdict } from './verdict.ts'

/**
 * One attempt of a call as it is logged. There is no secret in it: no token, no key, no request
 * body. `refusal` is the answer's body, cut, and only when the API refused.
 */
export interface CallRecord {
  readonly operation: OperationId
  readonly method: string
  readonly path: string
  readonly reference?: string
  readonly idempotencyKey?: string
  readonly merchantSerialNumber: string
  /** From 1; the same call may be sent several times. */
  readonly attempt: number
  readonly durationMs: number
  readonly status?: number
  readonly code?: ErrorCode
  readonly number?: number
  readonly verdict?: Verdict
  readonly traceId?: string
  readonly retryInMs?: number
  /** Why there was no answer, as the platform calls it: `ECONNREFUSED`. */
  readonly reason?: string
  readonly refusal?: string
}

/** What most loggers are: pino as it is, `console` with the arguments turned. */
export interface Logger {
  /** A call that succeeded. */
  info(record: CallRecord, message: string): void
  /** An attempt that failed and is made again. */
  warn(record: CallRecord, message: string): void
  /** A call that failed. */
  error(record: CallRecord, message: string): void
}
