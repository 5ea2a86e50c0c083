import { payment } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse, problemReply, replyResponse } from '../http/problem-response.ts'
import { loadPayment } from './get-payment.ts'
import { paymentKey } from './payment-key.ts'
import { eventView } from './payment-views.ts'

/** `GET /epayment/v1/payments/{reference}/events` */
export async function getPaymentEvents(exchange: AuthenticatedExchange): Promise<Response> {
  const found = await loadPayment(exchange)
  if (!found) return replyResponse(problemReply(exchange, 'referenceNotFound'))
  const key = paymentKey(found.msn, found.reference)
  const events = await exchange.services.store.history(payment, key)
  return jsonResponse(
    200,
    events.flatMap((event) => eventView(found, event) ?? []),
  )
}
