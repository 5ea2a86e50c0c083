import {
  WEBHOOK_EVENT_TYPES,
  type RegisterWebhookRequest,
  type RegisterWebhookResponse,
} from '@kvitt/contract'
import { fullEventType, registrationsMax, webhookRegistrations } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { isStrict } from '../http/is-strict.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { webhookProblem } from './webhook-problem.ts'
import { refusedUrl } from './webhook-url.ts'

const SECRET_BYTES = 64

/** `POST /webhooks/v1/webhooks` */
export async function registerWebhook(
  exchange: AuthenticatedExchange<RegisterWebhookRequest>,
): Promise<Response> {
  const { body, salesUnit, services } = exchange
  if (!body) throw new Error('a registration passed without a body')
  const reason = refusedUrl(body.url, isStrict(exchange))
  if (reason !== undefined) return webhookProblem(exchange, 'Url', reason)
  const events = [...new Set(body.events)]
  if (events.length === 0) {
    return webhookProblem(exchange, 'Events', 'The Events field is required.')
  }
  const unknown = events.filter((type) => !WEBHOOK_EVENT_TYPES.has(type))
  if (unknown.length > 0) {
    return webhookProblem(exchange, 'Events', `Unsupported values: ${unknown.join(', ')}`)
  }

  const { msn } = salesUnit
  const id = services.random.uuid()
  const secret = Buffer.from(services.random.bytes(SECRET_BYTES)).toString('base64')
  const at = services.clock.now()
  const { state, refusal } = await services.store.decide({
    aggregate: webhookRegistrations,
    key: msn,
    command: { type: 'register', at, msn, id, url: body.url, events, secret },
    at,
  })
  if (refusal !== undefined) {
    const type = fullEventType(state, events) ?? events.join(', ')
    const limit = `Max ${registrationsMax(type)} webhooks allowed for event ${type}`
    return webhookProblem(exchange, 'Events', limit)
  }
  const registered: RegisterWebhookResponse = { id, secret }
  return jsonResponse(201, registered)
}
