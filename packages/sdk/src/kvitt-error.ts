import type { OperationId } from '@kvitt/contract'
import { errorText, type Language } from './error-text.ts'
import type { ErrorCode } from './error-code.ts'
import type { Audience } from './texts/error-texts.ts'
import { reasonOf } from './reason-of.ts'
import type { Verdict } from './verdict.ts'

/** One field that is wrong, and why. */
export interface ErrorDetail {
  readonly name: string
  readonly reason: string
}

/** What is known of a failure; whatever is not known is absent. */
export interface ErrorFacts {
  readonly code: ErrorCode
  readonly verdict: Verdict
  readonly operation?: OperationId | undefined
  readonly reference?: string | undefined
  readonly status?: number | undefined
  readonly number?: number | undefined
  readonly traceId?: string | undefined
  readonly retryAfterMs?: number | undefined
  readonly title?: string | undefined
  readonly detail?: string | undefined
  readonly details?: readonly ErrorDetail[] | undefined
}

/**
 * Every failure of this package.
 *
 * ```ts
 * if (error instanceof KvittError && error.verdict === 'unknown') await readBack(error.reference)
 * ```
 */
export class KvittError extends Error {
  override readonly name = 'KvittError'
  readonly code: ErrorCode
  /** Whether to give up, to send the same again, or to read back what happened. */
  readonly verdict: Verdict
  /** The operation that failed; undefined for what concerns none, a configuration for one. */
  readonly operation: OperationId | undefined
  /** The payment or order that was concerned. */
  readonly reference: string | undefined
  /** The HTTP status of the answer, when there was one. */
  readonly status: number | undefined
  /** The number of the problem in the API's own table, when it gave one. */
  readonly number: number | undefined
  /** What support at the other end looks a call up by. */
  readonly traceId: string | undefined
  /** How long the API asks to wait before the next attempt, in ms. */
  readonly retryAfterMs: number | undefined
  /** Field by field what is wrong; empty where that is not said. */
  readonly details: readonly ErrorDetail[]

  constructor(facts: ErrorFacts, options?: ErrorOptions) {
    super(messageOf(facts, options?.cause), options)
    this.code = facts.code
    this.verdict = facts.verdict
    this.operation = facts.operation
    this.reference = facts.reference
    this.status = facts.status
    this.number = facts.number
    this.traceId = facts.traceId
    this.retryAfterMs = facts.retryAfterMs
    this.details = facts.details ?? []
  }

  /** What to tell a customer or an employee about it, in `en` or `nb`; never a secret. */
  textFor(audience: Audience, language: Language): string {
    return errorText(this.code, audience, language)
  }
}

/** For logs and developers; what people are shown is `textFor`. */
function messageOf(facts: ErrorFacts, reason: unknown): string {
  const { operation, reference, code, number, status, title, detail, traceId } = facts
  const what = [operation ?? 'The SDK', reference].filter((word) => word !== undefined).join(' ')
  const answer = [status, number, title].filter((word) => word !== undefined).join(' ')
  const reasons = (facts.details ?? []).map(({ name, reason }) => `${name}: ${reason}`)
  // How a connection broke is nowhere else in a message: ECONNREFUSED, ENOTFOUND.
  const broke = code === 'networkError' ? reasonOf(reason) : undefined
  const sentences = [answer, detail, broke, ...reasons]
    .filter((text) => text !== undefined && text !== '')
    .map((text) => text?.replace(/\.$/, ''))
  const said = sentences.length === 0 ? '' : ` (${sentences.join('; ')})`
  const trace = traceId === undefined ? '' : ` Trace id ${traceId}.`
  return `${what}: ${code}, ${facts.verdict}${said}.${trace}`
}
