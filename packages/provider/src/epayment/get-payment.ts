import { payment, type Payment } from '@kvitt/domain'
import { addMs, SECOND_MS } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse, problemReply, replyResponse } from '../http/problem-response.ts'
import { paymentKey } from './payment-key.ts'
import { paymentView } from './payment-views.ts'

/** How much later than the approval `profile.sub` comes where a sales unit asks for that. */
const SUB_DELAY_MS = 5 * SECOND_MS

/** `GET /epayment/v1/payments/{reference}` */
export async function getPayment(exchange: AuthenticatedExchange): Promise<Response> {
  const found = await loadPayment(exchange)
  if (!found) return replyResponse(problemReply(exchange, 'referenceNotFound'))
  const { publicUrl, production = false } = exchange.services.configuration
  const withoutSub = isSubLate(exchange, found)
  return jsonResponse(200, paymentView(found, { publicUrl, production, withoutSub }))
}

function isSubLate({ salesUnit, services }: AuthenticatedExchange, found: Payment): boolean {
  if (!salesUnit.subDelayed || found.state !== 'AUTHORIZED') return false
  return services.clock.now() < addMs(found.authorization.at, SUB_DELAY_MS)
}

/** The payment that a request's path names, when its sales unit has one. */
export function loadPayment(exchange: AuthenticatedExchange): Promise<Payment | undefined> {
  const key = paymentKey(exchange.salesUnit.msn, exchange.parameters['reference'] ?? '')
  return exchange.services.store.load(payment, key)
}
