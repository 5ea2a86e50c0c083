import { signWebhook } from '@kvitt/contract'
import {
  webhookDelivery,
  webhookRegistrations,
  type WebhookDelivery,
  type WebhookRegistration,
} from '@kvitt/domain'
import { SECOND_MS } from '@kvitt/values'
import type { Services } from '../services.ts'

/** How long an endpoint has to answer. */
const ANSWER_TIMEOUT_MS = 10 * SECOND_MS

type Attempt =
  | { readonly delivered: true; readonly status: number }
  | { readonly delivered: false; readonly reason: string }

type Deliverer = Pick<Services, 'store' | 'clock' | 'systemClock' | 'fetch' | 'logger'>

/**
 * Makes one attempt to deliver the head of a queue and reports what came of it.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
export async function deliverWebhook(services: Deliverer, key: string): Promise<void> {
  const { store, clock } = services
  const queue = await store.load(webhookDelivery, key)
  const next = queue?.pending[0]
  if (!queue || !next) return
  const registrations = await store.load(webhookRegistrations, queue.msn)
  const registration = registrations?.registrations.find(({ id }) => id === queue.registrationId)
  if (!registration) {
    const at = clock.now()
    await store.decide({
      aggregate: webhookDelivery,
      key,
      command: { type: 'discard', at },
      at,
    })
    return
  }
  const attempt = await post(services, registration, next.body)
  await report(services, key, queue, attempt)
  await reportHealth(services, queue, registration, attempt)
}

async function report(
  { store, clock, logger }: Deliverer,
  key: string,
  { head, reference, registrationId }: WebhookDelivery,
  attempt: Attempt,
): Promise<void> {
  const at = clock.now()
  await store.decide({
    aggregate: webhookDelivery,
    key,
    command: attempt.delivered
      ? { type: 'report-success', at, head, status: attempt.status }
      : { type: 'report-failure', at, head, reason: attempt.reason },
    at,
  })
  if (!attempt.delivered) {
    const context = { registrationId, reference, reason: attempt.reason }
    logger.warn(context, 'a webhook was not accepted')
  }
}

/** Tells the registration when its endpoint begins to fail or recovers, not on every attempt. */
async function reportHealth(
  { store, clock }: Deliverer,
  { msn }: WebhookDelivery,
  { id, failingSince }: WebhookRegistration,
  { delivered }: Attempt,
): Promise<void> {
  const wasFailing = failingSince !== undefined
  if (delivered !== wasFailing) return
  const at = clock.now()
  await store.decide({
    aggregate: webhookRegistrations,
    key: msn,
    command: { type: delivered ? 'report-success' : 'report-failure', at, id },
    at,
  })
}

async function post(
  services: Deliverer,
  { id, url: registeredUrl, secret }: WebhookRegistration,
  body: string,
): Promise<Attempt> {
  const url = new URL(registeredUrl)
  // The system's time, not the environment's: the receiver holds it against its own clock.
  const date = new Date(services.systemClock.now()).toUTCString()
  const signature = await signWebhook(secret, url, date, body)
  try {
    const response = await services.fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'Vipps MobilePay/1.0 Webhooks/1.0',
        'Webhook-Id': id,
        'X-Vipps-Authorization': signature.Authorization,
        ...signature,
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    await response.body?.cancel()
    return response.ok
      ? { delivered: true, status: response.status }
      : { delivered: false, reason: `HTTP ${response.status}` }
  } catch (error) {
    return { delivered: false, reason: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${ANSWER_TIMEOUT_MS / SECOND_MS} s`
  const { cause } = error
  return cause instanceof Error
    ? cause.message || String((cause as NodeJS.ErrnoException).code)
    : error.message
}
