import type { OperationId } from '@kvitt/contract'
import { answerFacts } from './answer-facts.ts'
import type { Answer, LostAnswer } from './attempt.ts'
import { codeOfNumber, codeOfStatus, type ErrorCode } from './error-code.ts'
import type { ErrorDetail } from './kvitt-error.ts'
import { retryAfterMs } from './retry-policy.ts'
import { verdictOf, type Verdict } from './verdict.ts'

/** Why one attempt failed. */
export interface Failure {
  readonly code: ErrorCode
  readonly verdict: Verdict
  readonly status?: number | undefined
  readonly number?: number | undefined
  readonly title?: string | undefined
  readonly detail?: string | undefined
  readonly details?: readonly ErrorDetail[] | undefined
  readonly traceId?: string | undefined
  readonly retryAfterMs?: number | undefined
  readonly cause?: unknown
}

/** @param changes whether the operation has an effect that could have happened */
export function lostFailure({ lost, cause }: LostAnswer, changes: boolean): Failure {
  return { code: lost, verdict: verdictOf({ code: lost }, changes), cause }
}

export function answerFailure(
  operation: OperationId,
  { status, text, retryAfter }: Answer,
  changes: boolean,
  now: number,
): Failure {
  const facts = answerFacts(text)
  const { number } = facts
  const code =
    number === undefined ? codeOfStatus(status, operation) : codeOfNumber(number, operation)
  const verdict = verdictOf({ code, number, status }, changes)
  return { ...facts, code, verdict, status, retryAfterMs: retryAfterMs(retryAfter, now) }
}
