import type { Answer } from './attempt.ts'
import type { Attempted, Progress } from './progress.ts'
import type { Configuration } from './client-options.ts'
import type { CallRecord } from './logger.ts'

const REFUSAL_LENGTH_MAX = 2_000

/** Tells the logger of one attempt; a logger that throws does not make a payment fail. */
export function logAttempt(
  { logger, merchantSerialNumber }: Configuration,
  progress: Progress,
  attempted: Attempted,
): void {
  if (!logger) return
  const { count, durationMs, answer, failure, retryInMs } = attempted
  const { id, operation, path, input } = progress
  const facts = {
    reference: input.reference,
    idempotencyKey: input.idempotencyKey,
    status: 'lost' in answer ? undefined : answer.status,
    code: failure?.code,
    number: failure?.number,
    verdict: failure?.verdict,
    traceId: failure?.traceId,
    retryInMs,
    reason: 'lost' in answer ? reasonOf(answer.cause) : undefined,
    // What succeeds may hold a token, a webhook's secret or who the customer is, even when it is
    // not understood; what is refused never does.
    refusal: isRefusal(answer) ? answer.text.slice(0, REFUSAL_LENGTH_MAX) : undefined,
  }
  const known = Object.entries(facts).filter(([, value]) => value !== undefined)
  const record: CallRecord = {
    operation: id,
    method: operation.method,
    path,
    merchantSerialNumber,
    attempt: count,
    durationMs,
    ...Object.fromEntries(known),
  }
  const level = !failure ? 'info' : retryInMs === undefined ? 'error' : 'warn'
  const message = failure ? `${id} failed: ${failure.code}` : `${id} succeeded`
  try {
    logger[level](record, message)
  } catch {
    // Said to nobody: there is no other logger.
  }
}

/** Whether an answer says no: then its body says why, and nothing about anybody. */
function isRefusal(answer: Attempted['answer']): answer is Answer {
  return !('lost' in answer) && answer.status >= 400
}

/** The innermost code or name; never a message, which might quote what was sent. */
function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined
  const { code } = cause as { readonly code?: unknown }
  return reasonOf(cause.cause) ?? (typeof code === 'string' ? code : cause.name)
}
