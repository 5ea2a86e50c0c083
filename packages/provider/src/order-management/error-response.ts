import type { ExtraDetail, OrderManagementError } from '@kvitt/contract'
import type { Exchange } from '../http/exchange.ts'

/** Where each status is described: what this API puts into `type`. */
const SECTION_OF: Readonly<Record<number, string>> = {
  400: 'section-6.5.1',
  403: 'section-6.5.3',
  404: 'section-6.5.4',
  405: 'section-6.5.5',
  409: 'section-6.5.8',
  413: 'section-6.5.11',
  500: 'section-6.6.1',
}

/**
 * A refusal as the Order Management API shapes it: JSON with a trace id as its instance.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/
 */
export function errorResponse(
  { traceId }: Pick<Exchange, 'traceId'>,
  status: number,
  title: string,
  detail: string,
  invalidParams?: readonly ExtraDetail[],
): Response {
  const section = SECTION_OF[status]
  const body: OrderManagementError = {
    type: `https://datatracker.ietf.org/doc/html/rfc7231${section === undefined ? '' : `#${section}`}`,
    title,
    detail,
    instance: traceId(),
    ...(invalidParams && { invalidParams: invalidParams.map((each) => ({ ...each })) }),
  }
  const headers = { 'Content-Type': 'application/json' }
  return new Response(JSON.stringify(body), { status, headers })
}

/** A violation. Clients look for words in `detail` and never in `invalidParams`. */
export function invalidResponse(
  exchange: Pick<Exchange, 'traceId'>,
  invalidParams: readonly ExtraDetail[],
  detail = 'BadRequest',
): Response {
  const title = 'One or more validation errors occurred.'
  return errorResponse(exchange, 400, title, detail, invalidParams)
}

export function notFoundResponse(exchange: Pick<Exchange, 'traceId'>, detail: string): Response {
  return errorResponse(exchange, 404, 'Not Found', detail)
}

export function conflictResponse(exchange: Pick<Exchange, 'traceId'>, detail: string): Response {
  return errorResponse(exchange, 409, 'Conflict', detail)
}
