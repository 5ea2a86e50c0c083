import type { Instant, Msn } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'
import { nextAttemptAt } from './retry-schedule.ts'

/**
 * What one payment still has to tell one registration, in order: the head blocks the rest until
 * it is delivered or dropped. Other payments have queues of their own and are not blocked.
 */
export interface WebhookDelivery {
  readonly msn: Msn
  readonly registrationId: string
  /** The payment's, or the code that customers have scanned. */
  readonly reference: string
  /** Number of the head, from 0: a late answer to an earlier one changes nothing. */
  readonly head: number
  readonly pending: readonly PendingWebhook[]
  /** Attempts that the head has had. */
  readonly attempts: number
  readonly firstAttemptAt?: Instant
  readonly nextAttemptAt: Instant
  /** Until when the head, and with it the queue, waits for something else than time. */
  readonly heldUntil?: HoldEnd
}

/** What ends the wait of a webhook that is held back. */
type HoldEnd = 'released' | 'overtaken'

interface PendingWebhook {
  readonly eventType: string
  /** The body as it goes over the wire. */
  readonly body: string
  readonly enqueuedAt: Instant
  /** It has been held back or put off once, which is enough. */
  readonly heldBefore?: true
}

export type WebhookDeliveryEvent =
  | (PendingWebhook & {
      readonly type: 'enqueued'
      readonly msn: Msn
      readonly registrationId: string
      readonly reference: string
    })
  | { readonly type: 'delivered'; readonly at: Instant; readonly status: number }
  | {
      readonly type: 'attempt-failed'
      readonly at: Instant
      readonly reason: string
      readonly nextAttemptAt: Instant
    }
  | { readonly type: 'dropped'; readonly at: Instant; readonly reason: string }
  | { readonly type: 'discarded'; readonly at: Instant }
  | { readonly type: 'put-off'; readonly at: Instant; readonly until: Instant }
  | { readonly type: 'held'; readonly at: Instant; readonly until: HoldEnd }
  | { readonly type: 'released'; readonly at: Instant }

export type WebhookDeliveryCommand =
  | (PendingWebhook & {
      readonly type: 'enqueue'
      readonly msn: Msn
      readonly registrationId: string
      readonly reference: string
    })
  | {
      readonly type: 'report-success'
      readonly at: Instant
      readonly head: number
      readonly status: number
    }
  | {
      readonly type: 'report-failure'
      readonly at: Instant
      readonly head: number
      readonly reason: string
    }
  /** The registration is gone: nothing more is owed to it. */
  | { readonly type: 'discard'; readonly at: Instant }
  /** Attempts the head later; this counts as no attempt. */
  | {
      readonly type: 'put-off'
      readonly at: Instant
      readonly head: number
      readonly until: Instant
    }
  /** Holds the head until it is released, or until the next webhook has overtaken it. */
  | {
      readonly type: 'hold'
      readonly at: Instant
      readonly head: number
      readonly until: HoldEnd
    }
  | { readonly type: 'release'; readonly at: Instant }

export type WebhookDeliveryRefusal = 'nothingToDeliver'

type DeliveryDecision = Decision<WebhookDeliveryEvent, WebhookDeliveryRefusal>

function decide(
  state: WebhookDelivery | undefined,
  command: WebhookDeliveryCommand,
): DeliveryDecision {
  switch (command.type) {
    case 'enqueue':
      return { events: [{ ...command, type: 'enqueued' }] }
    case 'report-success':
      if (!isHead(state, command.head)) return { refusal: 'nothingToDeliver' }
      return { events: [{ type: 'delivered', at: command.at, status: command.status }] }
    case 'report-failure':
      if (!isHead(state, command.head)) return { refusal: 'nothingToDeliver' }
      return { events: [failed(state, command)] }
    case 'discard':
      if (!state || state.pending.length === 0) return { refusal: 'nothingToDeliver' }
      return { events: [{ type: 'discarded', at: command.at }] }
    case 'put-off':
      if (!isHead(state, command.head)) return { refusal: 'nothingToDeliver' }
      return { events: [{ type: 'put-off', at: command.at, until: command.until }] }
    case 'hold':
      if (!isHead(state, command.head)) return { refusal: 'nothingToDeliver' }
      return { events: [{ type: 'held', at: command.at, until: command.until }] }
    case 'release':
      if (state?.heldUntil === undefined) return { refusal: 'nothingToDeliver' }
      return { events: [{ type: 'released', at: command.at }] }
  }
}

function isHead(state: WebhookDelivery | undefined, head: number): state is WebhookDelivery {
  return state !== undefined && state.pending.length > 0 && state.head === head
}

function failed(
  state: WebhookDelivery,
  { at, reason }: { readonly at: Instant; readonly reason: string },
): WebhookDeliveryEvent {
  const next = nextAttemptAt(state.attempts + 1, at, state.firstAttemptAt ?? at)
  return next === undefined
    ? { type: 'dropped', at, reason }
    : { type: 'attempt-failed', at, reason, nextAttemptAt: next }
}

function evolve(state: WebhookDelivery | undefined, event: WebhookDeliveryEvent): WebhookDelivery {
  if (event.type === 'enqueued') {
    const { msn, registrationId, reference, eventType, body, enqueuedAt } = event
    const webhook = { eventType, body, enqueuedAt }
    if (state && state.pending.length > 0) {
      const after = { ...state, pending: [...state.pending, webhook] }
      return state.heldUntil === 'overtaken' ? overtaken(after, enqueuedAt) : after
    }
    return {
      msn,
      registrationId,
      reference,
      head: state?.head ?? 0,
      pending: [webhook],
      attempts: 0,
      nextAttemptAt: enqueuedAt,
    }
  }
  if (!state || state.pending.length === 0) {
    throw impossible('webhook-delivery', undefined, event.type)
  }
  switch (event.type) {
    case 'attempt-failed':
      return {
        ...state,
        attempts: state.attempts + 1,
        firstAttemptAt: state.firstAttemptAt ?? event.at,
        nextAttemptAt: event.nextAttemptAt,
      }
    case 'delivered':
    case 'dropped':
      return advance(state, 1, event.at)
    case 'discarded':
      return advance(state, state.pending.length, event.at)
    case 'put-off':
      return { ...withHeadHeld(state), nextAttemptAt: event.until }
    case 'held': {
      const after = { ...withHeadHeld(state), heldUntil: event.until }
      const isOvertaken = event.until === 'overtaken' && state.pending.length > 1
      return isOvertaken ? overtaken(after, event.at) : after
    }
    case 'released': {
      const { heldUntil: _heldUntil, ...rest } = state
      return { ...rest, nextAttemptAt: event.at }
    }
  }
}

function withHeadHeld(state: WebhookDelivery): WebhookDelivery {
  const pending = state.pending.map((webhook, index) =>
    index === 0 ? { ...webhook, heldBefore: true as const } : webhook,
  )
  return { ...state, pending }
}

/**
 * The second webhook becomes the head, with a number of its own: a late answer to the first one
 * must not count for it.
 */
function overtaken(state: WebhookDelivery, at: Instant): WebhookDelivery {
  const [first, second, ...rest] = state.pending
  if (!first || !second) throw impossible('webhook-delivery', 'alone', 'overtaken')
  return { ...advance(state, 1, at), pending: [second, first, ...rest] }
}

/** The next webhook becomes the head and is due at once, with a schedule of its own. */
function advance(state: WebhookDelivery, count: number, at: Instant): WebhookDelivery {
  const { firstAttemptAt: _firstAttemptAt, heldUntil: _heldUntil, ...rest } = state
  return {
    ...rest,
    head: state.head + count,
    pending: state.pending.slice(count),
    attempts: 0,
    nextAttemptAt: at,
  }
}

/** Waking means an HTTP request, so there is no tick: the wake loop delivers and reports back. */
export const webhookDelivery: Aggregate<
  WebhookDelivery,
  WebhookDeliveryCommand,
  WebhookDeliveryEvent,
  WebhookDeliveryRefusal
> = {
  kind: 'webhook-delivery',
  decide,
  evolve,
  wakeAt: ({ pending, heldUntil, nextAttemptAt }) =>
    pending.length > 0 && heldUntil === undefined ? nextAttemptAt : undefined,
}
