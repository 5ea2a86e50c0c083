import {
  WEBHOOK_DELIVERY,
  webhookDelivery,
  type FaultEffect,
  type WebhookDelivery,
  type WebhookRegistration,
} from '@kvitt/domain'
import { addMs, type DurationMs, type Instant } from '@kvitt/values'
import type { Services, SystemClock } from '../services.ts'
import { postWebhook, type PostedWebhook } from '../webhooks/post-webhook.ts'

type Deliverer = Pick<Services, 'store' | 'clock' | 'systemClock' | 'fetch' | 'faults'>

/** What goes wrong with an attempt that is about to be made at the head of a queue, if anything. */
export async function webhookFault(
  { faults }: Deliverer,
  queue: string,
  { pending, msn, reference }: WebhookDelivery,
): Promise<FaultEffect | undefined> {
  const [next] = pending
  if (faults.isIdle || !next) return undefined
  const heldBefore = next.heldBefore === true
  if (heldBefore) await faults.noLongerHeld(queue)
  const event = eventName(next.eventType)
  const subject = { operation: WEBHOOK_DELIVERY, msn, reference, event, queue, heldBefore }
  return (await faults.strike(subject))?.effect
}

/** `epayments.payment.captured.v1` is the event `CAPTURED`. */
function eventName(eventType: string): string {
  return (eventType.split('.').at(-2) ?? '').toUpperCase()
}

/** Puts off or holds the head of a queue if that is the fault's effect: no attempt is made now. */
export async function isHeldBack(
  { store, clock }: Deliverer,
  key: string,
  { head }: WebhookDelivery,
  effect: FaultEffect,
): Promise<boolean> {
  const at = clock.now()
  const command = holdCommand(effect, head, at)
  if (command === undefined) return false
  await store.decide({ aggregate: webhookDelivery, key, command, at })
  return true
}

function holdCommand(
  effect: FaultEffect,
  head: number,
  at: Instant,
): Parameters<typeof webhookDelivery.decide>[1] | undefined {
  if (effect.type === 'delay') {
    return { type: 'put-off', at, head, until: addMs(at, effect.delayMs) }
  }
  if (effect.type === 'withhold') return { type: 'hold', at, head, until: 'released' }
  if (effect.type === 'reorder') return { type: 'hold', at, head, until: 'overtaken' }
  return undefined
}

/** Sends one webhook as the fault has it; what the queue learns of it comes first. */
export async function postFaulty(
  services: Deliverer,
  registration: WebhookRegistration,
  body: string,
  effect: FaultEffect,
): Promise<readonly [PostedWebhook, ...PostedWebhook[]]> {
  const post = (): Promise<PostedWebhook> => postWebhook(services, registration, body)
  if (effect.type === 'clock-skew') {
    const systemClock = skewed(services.systemClock, effect.skewMs)
    // When it was sent is no matter of what its date says.
    const systemAt = services.systemClock.now()
    return [{ ...(await postWebhook({ ...services, systemClock }, registration, body)), systemAt }]
  }
  if (effect.type === 'wrong-signature') {
    const secret = `not ${registration.secret}`
    return [await postWebhook(services, { ...registration, secret }, body)]
  }
  if (effect.type === 'duplicate') {
    const posted: [PostedWebhook, ...PostedWebhook[]] = [await post()]
    for (let copy = 0; copy < effect.copies; copy += 1) posted.push(await post())
    return posted
  }
  if (effect.type === 'drop') {
    return effect.when === 'after'
      ? [lost(await post())]
      : [neverSent(services, registration, body)]
  }
  return [await post()]
}

function skewed(clock: SystemClock, skewMs: DurationMs): SystemClock {
  return {
    now: () => addMs(clock.now(), skewMs),
    setTimer: (delayMs, callback) => clock.setTimer(delayMs, callback),
  }
}

/** The endpoint has it, and nobody learns that: it will be sent again. */
function lost(posted: PostedWebhook): PostedWebhook {
  return { ...posted, answer: undefined, failure: 'a fault lost the answer' }
}

function neverSent(
  { systemClock }: Deliverer,
  { url }: WebhookRegistration,
  body: string,
): PostedWebhook {
  const failure = 'a fault dropped the connection'
  const systemAt = systemClock.now()
  return { systemAt, durationMs: 0, url, headers: {}, body, answer: undefined, failure }
}
