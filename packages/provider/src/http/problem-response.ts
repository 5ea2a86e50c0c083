import {
  PROBLEMS,
  type ExtraDetail,
  type GatewayError,
  type ProblemDetails,
  type ProblemName,
} from '@kvitt/contract'
import type { Json, Reply } from '@kvitt/store'
import type { Exchange } from './exchange.ts'
import { textResponse } from './text-response.ts'

const JSON_HEADERS = { 'Content-Type': 'application/json' }
const PROBLEM_HEADERS = { 'Content-Type': 'application/problem+json' }

/** What the texts of a problem may name. */
export interface ProblemParameters {
  readonly reference?: string | undefined
  readonly state?: string | undefined
  readonly parameter?: string | undefined
}

/** A refusal with a numbered code, as an answer to keep or to send. */
export function problemReply(
  exchange: Exchange,
  name: ProblemName,
  parameters: ProblemParameters = {},
): Reply {
  const { code, status, title, detail } = PROBLEMS[name]
  const known: Record<string, string | undefined> = {
    ...parameters,
    msn: exchange.salesUnit?.msn,
    key: exchange.idempotencyKey,
    reference: parameters.reference ?? exchange.parameters['reference'],
  }
  const words = filledIn(detail, known)
  return {
    status,
    body: problemBody(exchange, status, title, words, [
      { name: 'ErrorCode', reason: String(code) },
    ]),
  }
}

/** The detail of a problem with what its texts name. */
export function filledIn(
  detail: string,
  known: Readonly<Record<string, string | undefined>>,
): string {
  return detail.replace(/\{(\w+)\}/g, (_, word: string) => known[word] ?? '')
}

/** What the APIs say in `detail` when the entries say what is wrong. */
export const VALIDATION_DETAIL = {
  epayment: 'See extraDetails for further details',
  webhooks: 'One or more validation errors occurred.',
} as const

/**
 * A refusal without a code: one entry for each thing that is wrong with the request. The Webhooks
 * API capitalises the names.
 */
export function validationReply(exchange: Exchange, reasons: readonly ExtraDetail[]): Reply {
  const isWebhooks = exchange.operation.api === 'webhooks'
  const detail = VALIDATION_DETAIL[isWebhooks ? 'webhooks' : 'epayment']
  const details = isWebhooks
    ? reasons.map(({ name, reason }) => ({ name: capitalised(name), reason }))
    : reasons
  return { status: 400, body: problemBody(exchange, 400, 'Bad Request', detail, details) }
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

export function problemBody(
  exchange: Pick<Exchange, 'path' | 'traceId'>,
  status: number,
  title: string,
  detail: string,
  extraDetails?: readonly ExtraDetail[],
): ProblemDetails & Json {
  return {
    type: `https://httpstatuses.io/${status}`,
    title,
    detail,
    instance: instanceOf(exchange.path),
    status,
    ...(extraDetails && { extraDetails: extraDetails.map((each) => ({ ...each })) }),
    traceId: exchange.traceId(),
  }
}

/** The gateway strips the first part of the path before the API sees it. */
function instanceOf(path: string): string {
  return path.replace(/^\/(?:epayment|webhooks|vipps-userinfo-api)(?=\/)/i, '')
}

export function jsonResponse(
  status: number,
  body: unknown,
  more?: Readonly<Record<string, string>>,
): Response {
  const headers = status < 400 ? JSON_HEADERS : PROBLEM_HEADERS
  return textResponse(JSON.stringify(body), {
    status,
    headers: more ? { ...headers, ...more } : headers,
  })
}

export function replyResponse({ status, body }: Reply): Response {
  return jsonResponse(status, body)
}

/** An answer by the gateway in front of the APIs, in its own shape. */
export function gatewayResponse(
  status: number,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body: GatewayError = { statusCode: status, message }
  return textResponse(JSON.stringify(body), { status, headers: { ...JSON_HEADERS, ...headers } })
}

/** The gateway's answer to more calls than it lets through. */
export function rateLimitResponse(retryAfterSeconds: number): Response {
  const message = `Rate limit is exceeded. Try again in ${retryAfterSeconds} seconds.`
  return gatewayResponse(429, message, { 'Retry-After': String(retryAfterSeconds) })
}
