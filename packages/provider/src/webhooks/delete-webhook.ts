import { webhookRegistrations } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { webhookProblem } from './webhook-problem.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** `DELETE /webhooks/v1/webhooks/{id}` */
export async function deleteWebhook(exchange: AuthenticatedExchange): Promise<Response> {
  const { salesUnit, services } = exchange
  const id = exchange.parameters['id'] ?? ''
  if (!UUID.test(id)) return webhookProblem(exchange, 'Id', `The value '${id}' is not valid.`)
  const at = services.clock.now()
  const { refusal } = await services.store.decide({
    aggregate: webhookRegistrations,
    key: salesUnit.msn,
    command: { type: 'delete', at, id: id.toLowerCase() },
    at,
  })
  if (refusal === undefined) return new Response(null, { status: 204 })
  return webhookProblem(exchange, 'Id', `There is no webhook ${id} for MSN ${salesUnit.msn}.`, 404)
}
