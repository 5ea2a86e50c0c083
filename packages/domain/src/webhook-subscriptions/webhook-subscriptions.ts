import type { Instant, Msn } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** A merchant's own registration for webhooks, with the secret that was told once. */
export interface WebhookSubscription {
  readonly id: string
  readonly url: string
  /** The HMAC key as text. */
  readonly secret: string
  readonly registeredAt: Instant
}

/** What a merchant has registered for one sales unit, the newest last. */
export interface WebhookSubscriptions {
  readonly msn: Msn
  readonly subscriptions: readonly WebhookSubscription[]
  /** When to compare them with what the provider has. */
  readonly nextCheckAt: Instant
}

export type WebhookSubscriptionsEvent =
  | {
      readonly type: 'check-planned'
      readonly at: Instant
      readonly msn: Msn
      readonly nextCheckAt: Instant
    }
  | ({ readonly type: 'subscribed'; readonly at: Instant } & Omit<
      WebhookSubscription,
      'registeredAt'
    >)
  | { readonly type: 'unsubscribed'; readonly at: Instant; readonly id: string }

export type WebhookSubscriptionsCommand =
  | {
      readonly type: 'plan-check'
      readonly at: Instant
      readonly msn: Msn
      readonly nextCheckAt: Instant
    }
  | ({ readonly type: 'subscribe'; readonly at: Instant } & Omit<
      WebhookSubscription,
      'registeredAt'
    >)
  | { readonly type: 'unsubscribe'; readonly at: Instant; readonly id: string }

export type WebhookSubscriptionsRefusal = 'notPlanned' | 'alreadySubscribed' | 'notSubscribed'

function decide(
  state: WebhookSubscriptions | undefined,
  command: WebhookSubscriptionsCommand,
): Decision<WebhookSubscriptionsEvent, WebhookSubscriptionsRefusal> {
  if (command.type === 'plan-check') return { events: [{ ...command, type: 'check-planned' }] }
  if (!state) return { refusal: 'notPlanned' }
  const isKnown = state.subscriptions.some(({ id }) => id === command.id)
  if (command.type === 'subscribe') {
    if (isKnown) return { refusal: 'alreadySubscribed' }
    return { events: [{ ...command, type: 'subscribed' }] }
  }
  return isKnown ? { events: [{ ...command, type: 'unsubscribed' }] } : { refusal: 'notSubscribed' }
}

function evolve(
  state: WebhookSubscriptions | undefined,
  event: WebhookSubscriptionsEvent,
): WebhookSubscriptions {
  if (event.type === 'check-planned') {
    const { msn, nextCheckAt } = event
    return { msn, subscriptions: state?.subscriptions ?? [], nextCheckAt }
  }
  const isKnown = state?.subscriptions.some(({ id }) => id === event.id)
  if (!state || isKnown !== (event.type === 'unsubscribed')) {
    throw impossible('webhook-subscriptions', undefined, event.type)
  }
  if (event.type === 'unsubscribed') {
    return { ...state, subscriptions: state.subscriptions.filter(({ id }) => id !== event.id) }
  }
  const { id, url, secret, at } = event
  const subscription = { id, url, secret, registeredAt: at }
  return { ...state, subscriptions: [...state.subscriptions, subscription] }
}

/** Waking means asking the provider, so there is no tick. */
export const webhookSubscriptions: Aggregate<
  WebhookSubscriptions,
  WebhookSubscriptionsCommand,
  WebhookSubscriptionsEvent,
  WebhookSubscriptionsRefusal
> = {
  kind: 'webhook-subscriptions',
  decide,
  evolve,
  wakeAt: ({ nextCheckAt }) => nextCheckAt,
}
