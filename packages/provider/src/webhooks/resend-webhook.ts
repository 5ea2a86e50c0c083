import {
  webhookDelivery,
  webhookRegistrations,
  type WebhookDelivery,
  type WebhookRegistration,
} from '@kvitt/domain'
import type { Msn } from '@kvitt/values'
import type { AttemptEntry, AttemptRecord } from '../journal/attempt-entry.ts'
import type { Services } from '../services.ts'
import { reportAttempt, reportHealth, type AfterAttempt } from './deliver-webhook.ts'
import { postWebhook, type PostedWebhook } from './post-webhook.ts'

/** One webhook that somebody wants to be sent again. */
export interface ResentWebhook {
  readonly registrationId: string
  readonly reference: string
  /** Of several events of the payment; the one that waits, else the last one, unless given. */
  readonly eventType?: string | undefined
  /** The body as it was; decides between events of one type, as several captures are. */
  readonly body?: string | undefined
}

type ResendRefusal = 'registrationNotFound' | 'webhookNotFound'

/** A registration, whichever sales unit has it. */
export async function findRegistration(
  { store, directory }: Pick<Services, 'store' | 'directory'>,
  id: string,
): Promise<{ readonly msn: Msn; readonly registration: WebhookRegistration } | undefined> {
  const units = directory.keySets.flatMap(({ salesUnits }) => salesUnits)
  for (const { msn } of units) {
    const state = await store.load(webhookRegistrations, msn)
    const registration = state?.registrations.find((each) => each.id === id)
    if (registration) return { msn, registration }
  }
  return undefined
}

/**
 * Sends a webhook again now; returns what came of it, as the journal has it.
 *
 * The queue keeps its order and its schedule. Only when what was resent is what the queue waits
 * for, and it was accepted, the queue goes on with the next one.
 */
export async function resendWebhook(
  services: Services,
  wish: ResentWebhook,
): Promise<AttemptEntry | { readonly refusal: ResendRefusal }> {
  const { store, clock, journal } = services
  const found = await findRegistration(services, wish.registrationId)
  if (!found) return { refusal: 'registrationNotFound' }
  const { msn, registration } = found
  const key = `${msn}/${registration.id}/${wish.reference}`
  const queue = await store.load(webhookDelivery, key)
  const webhook = queue && (await wantedWebhook(services, key, queue, wish))
  if (!webhook) return { refusal: 'webhookNotFound' }

  const at = clock.now()
  const posted = await postWebhook(services, registration, webhook.body)
  const isHead = queue.pending[0]?.body === webhook.body
  const after = await afterResend(services, key, queue, posted, isHead)
  const record: AttemptRecord = {
    ...posted,
    ...after,
    at,
    msn,
    registrationId: registration.id,
    reference: queue.reference,
    eventType: webhook.eventType,
    attempt: isHead ? queue.attempts + 1 : 1,
    isResend: true,
  }
  const id = journal.recordAttempt(record)
  if (posted.failure === undefined) await reportHealth(services, queue, registration, posted)
  return { id, ...record }
}

async function afterResend(
  services: Services,
  key: string,
  queue: WebhookDelivery,
  posted: PostedWebhook,
  isHead: boolean,
): Promise<AfterAttempt> {
  if (posted.failure !== undefined) {
    return { outcome: 'failed', nextAttemptAt: isHead ? queue.nextAttemptAt : undefined }
  }
  return isHead
    ? reportAttempt(services, key, queue, posted)
    : { outcome: 'delivered', nextAttemptAt: undefined }
}

async function wantedWebhook(
  { store }: Services,
  key: string,
  { pending }: WebhookDelivery,
  { eventType, body }: ResentWebhook,
): Promise<{ readonly eventType: string; readonly body: string } | undefined> {
  const isWanted = (each: { readonly eventType: string; readonly body: string }): boolean =>
    (eventType === undefined || each.eventType === eventType) &&
    (body === undefined || each.body === body)
  const waiting = pending.find(isWanted)
  if (waiting) return waiting
  const history = await store.history(webhookDelivery, key)
  return history.flatMap((event) => (event.type === 'enqueued' ? [event] : [])).findLast(isWanted)
}
