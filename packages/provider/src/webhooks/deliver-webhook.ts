import {
  webhookDelivery,
  webhookRegistrations,
  type WebhookDelivery,
  type WebhookRegistration,
} from '@kvitt/domain'
import type { Instant } from '@kvitt/values'
import { isHeldBack, postFaulty, webhookFault } from '../faults/webhook-faults.ts'
import type { Services } from '../services.ts'
import { postWebhook, type Poster, type PostedWebhook } from './post-webhook.ts'

type Deliverer = Poster & Pick<Services, 'store' | 'clock' | 'logger' | 'journal' | 'faults'>

/**
 * Makes one attempt to deliver the head of a queue and reports what came of it.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
export async function deliverWebhook(services: Deliverer, key: string): Promise<void> {
  const { store, clock, journal } = services
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
  const fault = await webhookFault(services, key, queue)
  if (fault && (await isHeldBack(services, key, queue, fault))) return
  const { msn, registrationId, reference } = queue
  const facts = {
    at: clock.now(),
    msn,
    registrationId,
    reference,
    eventType: next.eventType,
    attempt: queue.attempts + 1,
    isResend: false,
  }
  const [posted, ...copies] = fault
    ? await postFaulty(services, registration, next.body, fault)
    : [await postWebhook(services, registration, next.body)]
  const after = await reportAttempt(services, key, queue, posted)
  journal.recordAttempt({ ...posted, ...after, ...facts })
  for (const copy of copies) {
    const outcome = copy.failure === undefined ? 'delivered' : 'failed'
    journal.recordAttempt({ ...copy, outcome, nextAttemptAt: undefined, ...facts })
  }
  await reportHealth(services, queue, registration, posted)
}

/** What a queue makes of an attempt at its head. */
export interface AfterAttempt {
  readonly outcome: 'delivered' | 'failed' | 'dropped'
  readonly nextAttemptAt: Instant | undefined
}

/** Tells a queue what came of an attempt at its head. */
export async function reportAttempt(
  { store, clock, logger }: Pick<Services, 'store' | 'clock' | 'logger'>,
  key: string,
  { head, reference, registrationId }: WebhookDelivery,
  { answer, failure }: Pick<PostedWebhook, 'answer' | 'failure'>,
): Promise<AfterAttempt> {
  const at = clock.now()
  const { events } = await store.decide({
    aggregate: webhookDelivery,
    key,
    command:
      failure === undefined
        ? { type: 'report-success', at, head, status: answer?.status ?? 200 }
        : { type: 'report-failure', at, head, reason: failure },
    at,
  })
  if (failure === undefined) return { outcome: 'delivered', nextAttemptAt: undefined }
  logger.warn({ registrationId, reference, reason: failure }, 'a webhook was not accepted')
  const [event] = events
  return event?.type === 'attempt-failed'
    ? { outcome: 'failed', nextAttemptAt: event.nextAttemptAt }
    : { outcome: 'dropped', nextAttemptAt: undefined }
}

/** Tells the registration when its endpoint begins to fail or recovers, not on every attempt. */
export async function reportHealth(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  { msn }: Pick<WebhookDelivery, 'msn'>,
  { id, failingSince }: WebhookRegistration,
  { failure }: Pick<PostedWebhook, 'failure'>,
): Promise<void> {
  const isDelivered = failure === undefined
  const wasFailing = failingSince !== undefined
  if (isDelivered !== wasFailing) return
  const at = clock.now()
  await store.decide({
    aggregate: webhookRegistrations,
    key: msn,
    command: { type: isDelivered ? 'report-success' : 'report-failure', at, id },
    at,
  })
}
