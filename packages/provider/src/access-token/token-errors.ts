import type { TokenError } from '@kvitt/contract'
import { formatInstant } from '@kvitt/values'
import type { Exchange } from '../http/exchange.ts'
import { textResponse } from '../http/text-response.ts'

/**
 * The refusals of the identity service behind the token endpoint, in its own shape.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/
 */
export function clientNotFound(exchange: Exchange, clientId: string): Response {
  return tokenError(exchange, 400, 'unauthorized_client', 700016, [
    `AADSTS700016: Application with identifier '${clientId}' was not found in the directory`,
    "'VIPPS-TEST'. Check client_id, and that it belongs to the subscription key.",
  ])
}

export function missingCredentials(exchange: Exchange, header: string): Response {
  return tokenError(exchange, 400, 'invalid_request', 900144, [
    `AADSTS900144: The request must contain the following header: '${header}'.`,
  ])
}

export function wrongSecret(exchange: Exchange): Response {
  return tokenError(exchange, 401, 'invalid_client', 7000215, [
    'AADSTS7000215: Invalid client secret provided.',
    'Check client_secret, and that it belongs to the client_id.',
  ])
}

export function unsupportedGrant(exchange: Exchange): Response {
  return tokenError(exchange, 400, 'unsupported_grant_type', 70003, [
    "AADSTS70003: The grant_type must be 'client_credentials'.",
  ])
}

/** What Azure AD calls a refusal that the documents do not name. */
const ERROR_OF_STATUS: Readonly<Record<number, readonly [error: string, code: number]>> = {
  401: ['invalid_client', 7000215],
  403: ['unauthorized_client', 700016],
}
const CLIENT_ERROR = ['invalid_request', 90014] as const
const SERVER_ERROR = ['server_error', 90033] as const

/** Any other refusal, with whatever code it has been given. */
export function otherTokenError(
  exchange: Speaker,
  status: number,
  detail: string,
  givenCode?: number,
): Response {
  const [error, usualCode] = status < 500 ? (ERROR_OF_STATUS[status] ?? CLIENT_ERROR) : SERVER_ERROR
  const code = givenCode ?? usualCode
  return tokenError(exchange, status, error, code, [`AADSTS${code}: ${detail}`])
}

/** What an error needs to tell when and where it came about. */
type Speaker = Pick<Exchange, 'services'>

function tokenError(
  { services }: Speaker,
  status: number,
  error: string,
  code: number,
  sentences: readonly string[],
): Response {
  const timestamp = formatInstant(services.systemClock.now()).replace('T', ' ').replace(/\.\d+/, '')
  const traceId = services.random.uuid()
  const correlationId = services.random.uuid()
  const description = [
    sentences.join(' '),
    `Trace ID: ${traceId}`,
    `Correlation ID: ${correlationId}`,
    `Timestamp: ${timestamp}`,
  ]
  const body: TokenError = {
    error,
    error_description: description.join('\r\n'),
    error_codes: [code],
    timestamp,
    trace_id: traceId,
    correlation_id: correlationId,
    error_uri: `https://login.windows.net/error?code=${code}`,
  }
  return textResponse(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  })
}
