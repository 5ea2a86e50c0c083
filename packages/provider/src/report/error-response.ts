import type { ReportError, ReportUnauthorized } from '@kvitt/contract'
import type { Exchange } from '../http/exchange.ts'
import { textResponse } from '../http/text-response.ts'

const TRY_AGAIN = 10_001
const INVALID = 10_002
const HEADERS = { 'Content-Type': 'application/json' }

/**
 * A refusal as the Report API shapes it, with one of its two numbers: whether the same may be
 * asked again.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/report-api/
 */
export function reportError(
  { traceId }: Pick<Exchange, 'traceId'>,
  status: number,
  errorMessage: string,
): Response {
  const isPassing = status >= 500 || status === 423 || status === 429
  const body: ReportError = {
    errorCode: isPassing ? TRY_AGAIN : INVALID,
    errorMessage,
    contextId: traceId(),
  }
  return textResponse(JSON.stringify(body), { status, headers: HEADERS })
}

/** The same for a ledger that nobody has and for one that is somebody else's. */
export function ledgerUnknown(exchange: Pick<Exchange, 'traceId'>): Response {
  return reportError(exchange, 404, 'No such ledgerId')
}

/** What this API says to wrong keys and tokens. */
export function reportUnauthorized(message: string): Response {
  const body: ReportUnauthorized = { code: 'Unauthorized', message }
  return textResponse(JSON.stringify(body), { status: 401, headers: HEADERS })
}
