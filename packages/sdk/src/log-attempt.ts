import type { Answer } from './attempt.ts'
import type { Attempted, Progress } from './progress.ts'
import type { Configuration } from './client-options.ts'
import type { Failure } from './failure.ts'
import type { CallRecord } from './logger.ts'
import { reasonOf } from './reason-of.ts'
import { redactedHeaders, redactor } from './redact.ts'

const BODY_LENGTH_MAX = 2_000

/** Tells the logger of one attempt; a logger that throws does not make a payment fail. */
export function logAttempt(
  configuration: Configuration,
  progress: Progress,
  attempted: Attempted,
): void {
  const { logger } = configuration
  if (!logger) return
  const { failure, retryInMs } = attempted
  const { id, input } = progress
  const isExpected = failure !== undefined && input.expected?.includes(failure.code)
  const level = !failure || isExpected ? 'info' : retryInMs === undefined ? 'error' : 'warn'
  const message = failure ? `${id} failed: ${failure.code}` : `${id} succeeded`
  try {
    logger[level](recordOf(configuration, progress, attempted), message)
  } catch {
    // Said to nobody: there is no other logger.
  }
}

function recordOf(
  configuration: Configuration,
  progress: Progress,
  attempted: Attempted,
): CallRecord {
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
    ...(failure && exchanged(configuration, progress, attempted, failure)),
  }
  const known = Object.entries(facts).filter(([, value]) => value !== undefined)
  return {
    operation: id,
    method: operation.method,
    path,
    merchantSerialNumber: configuration.merchantSerialNumber,
    attempt: count,
    durationMs,
    ...Object.fromEntries(known),
  }
}

/** Whether an answer says no: then its body says why, and nothing about anybody. */
function isRefusal(answer: Attempted['answer']): answer is Answer {
  return !('lost' in answer) && answer.status >= 400
}

/** What was sent and answered where it failed, without secrets and without who the customer is. */
function exchanged(
  { baseUrl, clientId, clientSecret, subscriptionKey }: Configuration,
  { path, input, body }: Progress,
  { sentHeaders, answer }: Attempted,
  { title, detail }: Failure,
): Partial<CallRecord> {
  const token = sentHeaders['Authorization']?.replace('Bearer ', '') ?? ''
  const { body: redacted, text } = redactor(
    [clientId, clientSecret, subscriptionKey, token],
    BODY_LENGTH_MAX,
  )
  const requestBody = input.body === undefined ? body && text(body) : redacted(input.body)
  const problem = [title, detail].filter((each) => each !== undefined).join(': ')
  return {
    endpoint: `${baseUrl}${path}`,
    requestHeaders: redactedHeaders(sentHeaders),
    ...(requestBody !== undefined && { requestBody }),
    ...(problem !== '' && { message: text(problem) }),
    ...(isRefusal(answer) && { refusal: text(answer.text) }),
  }
}
