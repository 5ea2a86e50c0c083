import { payment, type Payment } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse, problemReply, replyResponse } from '../http/problem-response.ts'
import { paymentKey } from './payment-key.ts'
import { paymentView } from './payment-views.ts'

/** `GET /epayment/v1/payments/{reference}` */
export async function getPayment(exchange: AuthenticatedExchange): Promise<Response> {
  const found = await loadPayment(exchange)
  if (!found) return replyResponse(problemReply(exchange, 'referenceNotFound'))
  return jsonResponse(200, paymentView(found, exchange.services.configuration.publicUrl))
}

/** The payment that a request's path names, when its sales unit has one. */
export function loadPayment(exchange: AuthenticatedExchange): Promise<Payment | undefined> {
  const key = paymentKey(exchange.salesUnit.msn, exchange.parameters['reference'] ?? '')
  return exchange.services.store.load(payment, key)
}
