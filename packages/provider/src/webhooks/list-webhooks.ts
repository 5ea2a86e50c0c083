import { webhookRegistrations } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { jsonResponse } from '../http/problem-response.ts'

/** `GET /webhooks/v1/webhooks`: oldest first, without secrets. */
export async function listWebhooks(exchange: AuthenticatedExchange): Promise<Response> {
  const state = await exchange.services.store.load(webhookRegistrations, exchange.salesUnit.msn)
  const webhooks = (state?.registrations ?? []).map(({ id, url, events }) => ({ id, url, events }))
  return jsonResponse(200, { webhooks })
}
