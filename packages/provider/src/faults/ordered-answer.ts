import { GATEWAY_MESSAGES, PROBLEMS, type Problem, type ProblemName } from '@kvitt/contract'
import type { FaultAnswer } from '@kvitt/domain'
import type { Exchange } from '../http/exchange.ts'
import { gatewayResponse, rateLimitResponse } from '../http/problem-response.ts'
import { problemRefusal, refusal, unauthorized, validationRefusal } from '../http/refusal.ts'

/** What the gateway says where it has no documented sentence. */
const GATEWAY_WORDS: Readonly<Record<number, string>> = {
  404: GATEWAY_MESSAGES.notFound,
  422: 'Unprocessable Entity',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}
/** The numbered problem that a status alone means. */
const PROBLEM_OF_STATUS: Readonly<Record<number, ProblemName>> = {
  423: 'orderProcessing',
  500: 'internalError',
}
const RETRY_AFTER_SECONDS = 30

/** The first problem of the table with this number. */
export function problemOfCode(code: number): ProblemName | undefined {
  const row = Object.entries<Problem>(PROBLEMS).find(([, problem]) => problem.code === code)
  return row?.[0] as ProblemName | undefined
}

/**
 * The answer that a `status` fault ordered, in the words and the shape of whoever gives it in
 * reality: the API for what has a number, the gateway for the rest.
 */
export function orderedAnswer(exchange: Exchange, answer: FaultAnswer): Response {
  const { status, code, retryAfterSeconds } = answer
  const response = answerWithoutHeaders(exchange, status, code, retryAfterSeconds)
  if (retryAfterSeconds !== undefined) {
    response.headers.set('Retry-After', String(retryAfterSeconds))
  }
  return response
}

function answerWithoutHeaders(
  exchange: Exchange,
  status: number,
  code: number | undefined,
  retryAfterSeconds: number | undefined,
): Response {
  const name = code === undefined ? PROBLEM_OF_STATUS[status] : problemOfCode(code)
  if (name !== undefined) return problemRefusal(exchange, name, status)
  if (status === 429) return rateLimitResponse(retryAfterSeconds ?? RETRY_AFTER_SECONDS)
  if (status === 403) {
    const detail = 'A fault on order refuses access.'
    return refusal(exchange, 403, 'Forbidden', detail)
  }
  if (status === 400) return validationRefusal(exchange, [])
  if (status === 401 && exchange.operation.api === 'access-token') {
    return refusal(exchange, 401, 'Unauthorized', 'A fault on order refuses the client secret.')
  }
  if (status === 401) return unauthorized(exchange, 'invalidToken')
  return gatewayResponse(status, GATEWAY_WORDS[status] ?? GATEWAY_MESSAGES.invalidToken)
}
