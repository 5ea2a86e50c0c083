import type { OperationId } from '@kvitt/contract'
import type { ErrorCode } from './error-code.ts'
import type { Verdict } from './verdict.ts'

/**
 * One attempt of a call as it is logged. There is no secret in it and nothing that says who the
 * customer is: tokens, keys, phone numbers, addresses and the like are masked, whoever repeats them.
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
  /** Of an attempt that failed: where it went, with what headers and body; bodies are cut. */
  readonly endpoint?: string
  readonly requestHeaders?: Readonly<Record<string, string>>
  readonly requestBody?: string
  /** Title and detail of the problem, as the API gave them. */
  readonly message?: string
  /** The body of the answer when the API refused, cut. */
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
