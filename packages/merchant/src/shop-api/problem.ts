import { SHOP_PROBLEMS, type ShopProblemBody, type ShopProblemName } from '@kvitt/contract'
import type { OrderRefusal } from '@kvitt/domain'

/** What is refused, as the shop is told. */
export function problem(
  code: ShopProblemName,
  more: Pick<ShopProblemBody, 'detail' | 'limit' | 'alternatives' | 'errors'> = {},
): Response {
  const { status, title } = SHOP_PROBLEMS[code]
  const body: ShopProblemBody = {
    type: 'about:blank',
    title,
    status,
    code,
    ...more,
  }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}

/** A request that cannot be understood, field by field. */
export function invalid(name: string, reason: string): Response {
  return problem('invalidRequest', { errors: [{ name, reason }] })
}

/** What each refusal of an order is called in the API; the last two no request can cause. */
export const PROBLEM_OF_REFUSAL = {
  orderExists: 'orderExists',
  orderNotFound: 'orderNotFound',
  orderCancelled: 'orderCancelled',
  orderPaid: 'orderPaid',
  tooManyAttempts: 'tooManyAttempts',
  expiryOutOfRange: 'expiryOutOfRange',
  receiptOutdated: 'linesOutdated',
  tooManyIntents: 'tooManyChanges',
  notAuthorized: 'notAuthorized',
  nothingToCapture: 'nothingToCapture',
  captureExceedsReserved: 'captureExceedsReserved',
  nothingToRefund: 'nothingToRefund',
  refundExceedsCaptured: 'refundExceedsCaptured',
  nothingToCancel: 'nothingToCancel',
  lineNotFound: 'lineNotFound',
  lineExceeded: 'lineExceeded',
  linesWorthNothing: 'linesWorthNothing',
  nothingToSend: 'nothingToSend',
  nothingToClear: 'nothingToClear',
  attemptNotFound: 'internalError',
  notDue: 'internalError',
} as const satisfies Record<OrderRefusal, ShopProblemName>
