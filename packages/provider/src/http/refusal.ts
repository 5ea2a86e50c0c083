import {
  GATEWAY_MESSAGES,
  pascalName,
  PROBLEMS,
  reasonsOf,
  type ExtraDetail,
  type Operation,
  type ProblemName,
} from '@kvitt/contract'
import type { ZodError, ZodType } from 'zod'
import { otherTokenError } from '../access-token/token-errors.ts'
import { errorResponse, invalidResponse } from '../order-management/error-response.ts'
import { reportError, reportUnauthorized } from '../report/error-response.ts'
import type { Exchange } from './exchange.ts'
import {
  gatewayResponse,
  jsonResponse,
  problemBody,
  problemReply,
  replyResponse,
  validationReply,
} from './problem-response.ts'

/** What must be known of a request to refuse it in the shape of its own API. */
type Refused = Pick<Exchange, 'path' | 'traceId' | 'services'> & {
  readonly operation: Pick<Operation, 'api'>
}

/** A refusal that any operation of any API can have. */
export function refusal(
  exchange: Refused,
  status: number,
  title: string,
  detail: string,
): Response {
  if (isOfTokens(exchange)) return otherTokenError(exchange, status, detail)
  if (isReport(exchange)) return reportError(exchange, status, detail)
  return isOrderManagement(exchange)
    ? errorResponse(exchange, status, title, detail)
    : jsonResponse(status, problemBody(exchange, status, title, detail))
}

/** A refusal without a code: one entry for each thing that is wrong with the request. */
export function validationRefusal(exchange: Exchange, reasons: readonly ExtraDetail[]): Response {
  if (isOfTokens(exchange)) {
    const words = reasons.map(({ name, reason }) => `${name}: ${reason}`).join(' ')
    return otherTokenError(exchange, 400, words || 'The request is malformed.')
  }
  if (isReport(exchange)) {
    const words = reasons.map(({ name, reason }) => `${name}: ${reason}`).join(' ')
    return reportError(exchange, 400, words || 'The request is malformed.')
  }
  return isOrderManagement(exchange)
    ? invalidResponse(exchange, reasons.map(capitalised))
    : replyResponse(validationReply(exchange, reasons))
}

/** A body that is not what the operation's schema says. */
export function schemaRefusal(
  exchange: Exchange,
  error: ZodError,
  body: unknown,
  schema: ZodType,
): Response {
  const wording = isOrderManagement(exchange) ? { schema, nameOf: pascalName } : { schema }
  return validationRefusal(exchange, reasonsOf(error, body, wording))
}

/** Keys or a token that count for nothing: in most APIs it is the gateway that says so. */
export function unauthorized(
  { operation }: Pick<Refused, 'operation'>,
  message: keyof typeof GATEWAY_MESSAGES,
): Response {
  return isReport({ operation })
    ? reportUnauthorized(GATEWAY_MESSAGES[message])
    : gatewayResponse(401, GATEWAY_MESSAGES[message])
}

/** A problem of the table, answered with its own status unless another is ordered. */
export function problemRefusal(
  exchange: Exchange,
  name: ProblemName,
  status: number = PROBLEMS[name].status,
): Response {
  const { title, detail, code } = PROBLEMS[name]
  if (isOfTokens(exchange)) {
    return otherTokenError(
      exchange,
      status,
      `${title}.`,
      name === 'internalError' ? undefined : code,
    )
  }
  if (isOrderManagement(exchange)) return errorResponse(exchange, status, title, detail)
  if (isReport(exchange)) return reportError(exchange, status, detail)
  const { body } = problemReply(exchange, name)
  return jsonResponse(status, {
    ...Object(body),
    type: `https://httpstatuses.io/${status}`,
    status,
  })
}

function capitalised({ name, reason }: ExtraDetail): ExtraDetail {
  return { name: name.charAt(0).toUpperCase() + name.slice(1), reason }
}

/** The token endpoint passes through what the identity service behind it says. */
function isOfTokens({ operation }: Refused): boolean {
  return operation.api === 'access-token'
}

function isReport({ operation }: Pick<Refused, 'operation'>): boolean {
  return operation.api === 'report'
}

function isOrderManagement({ operation }: Refused): boolean {
  return operation.api === 'order-management'
}
