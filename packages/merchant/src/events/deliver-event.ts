import { webhookDelivery } from '@kvitt/domain'
import { whyNoAnswer } from '@kvitt/http'
import { SECOND_MS } from '@kvitt/values'
import { Webhook } from 'standardwebhooks'
import type { EventEndpoint, Services } from '../services.ts'

/** How long an endpoint has to answer. */
const ANSWER_TIMEOUT_MS = 15 * SECOND_MS

/**
 * Makes one attempt to tell the shop the first event of a queue, and reports what came of it.
 *
 * @see https://www.standardwebhooks.com/
 */
export async function deliverEvent(services: Services, key: string): Promise<void> {
  const { store, clock, configuration, logger } = services
  const queue = await store.load(webhookDelivery, key)
  const next = queue?.pending[0]
  if (!queue || !next) return
  const { head, registrationId, reference: number } = queue
  const endpoint = configuration.eventEndpoints.find(({ id }) => id === registrationId)
  const failure = endpoint && (await post(services, endpoint, next.body))
  const at = clock.now()
  if (failure !== undefined) {
    const context = { endpoint: registrationId, number, type: next.eventType, reason: failure }
    logger.warn(context, 'the shop has not taken an event')
  }
  const command = !endpoint
    ? ({ type: 'discard', at } as const)
    : failure === undefined
      ? ({ type: 'report-success', at, head, status: 200 } as const)
      : ({ type: 'report-failure', at, head, reason: failure } as const)
  await store.decide({ aggregate: webhookDelivery, key, command, at })
}

/** Sends an event, signed afresh; returns why it was not taken. */
async function post(
  { fetch, clock }: Services,
  { url, secret }: EventEndpoint,
  body: string,
): Promise<string | undefined> {
  const { id } = JSON.parse(body) as { readonly id: string }
  const now = new Date(clock.now())
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'Kvitt',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / SECOND_MS)),
        'webhook-signature': new Webhook(secret).sign(id, now, body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    await response.body?.cancel()
    return response.ok ? undefined : `HTTP ${response.status}`
  } catch (error) {
    return whyNoAnswer(error, ANSWER_TIMEOUT_MS)
  }
}
