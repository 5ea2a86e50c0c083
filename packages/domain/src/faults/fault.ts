import type { DurationMs, Instant } from '@kvitt/values'
import type { Dice } from './dice.ts'

/** Whether a fault strikes before the operation has any effect, or after it is durable. */
export type FaultMoment = 'before' | 'after'

/** What goes wrong. The first six befall requests, the others deliveries of webhooks. */
export type FaultEffect =
  | { readonly type: 'status'; readonly when: FaultMoment; readonly answer: FaultAnswer }
  | { readonly type: 'drop'; readonly when: FaultMoment }
  | { readonly type: 'latency'; readonly when: FaultMoment; readonly delayMs: DurationMs }
  | { readonly type: 'truncate' }
  | { readonly type: 'malform' }
  /** Positive is ahead of the right time. For webhooks too. */
  | { readonly type: 'clock-skew'; readonly skewMs: DurationMs }
  | { readonly type: 'wrong-signature' }
  | { readonly type: 'duplicate'; readonly copies: number }
  | { readonly type: 'delay'; readonly delayMs: DurationMs }
  | { readonly type: 'reorder' }
  | { readonly type: 'withhold' }

/** The answer of a `status` fault: a status, a numbered problem, or both. */
export interface FaultAnswer {
  readonly status: number
  readonly code?: number
  readonly retryAfterSeconds?: number
}

/** What a fault befalls; whatever it does not name may be anything. */
export interface FaultSelection {
  readonly operations?: readonly string[]
  readonly msn?: string
  readonly reference?: string
  /** The name of a webhook's event, for example `CAPTURED`. */
  readonly event?: string
}

/** Something that a fault may befall: a request, or one attempt to deliver a webhook. */
export interface FaultSubject {
  readonly operation: string
  readonly msn?: string
  readonly reference?: string
  readonly event?: string
  /** The queue of a webhook, where there is one to hold back. */
  readonly queue?: string
  /** The webhook has been held back before, and is let through this time. */
  readonly heldBefore?: boolean
}

export interface Fault {
  readonly id: string
  readonly orderedAt: Instant
  readonly selection: FaultSelection
  readonly effect: FaultEffect
  /** How often it may still strike; absent when as often as it can. */
  readonly remaining?: number
  /** When it strikes no more, on the environment's clock; absent when time does not end it. */
  readonly until?: Instant
  /** Absent when it strikes whatever it matches. */
  readonly dice?: Dice
  readonly hits: number
}

/** The operation under which deliveries of webhooks are known to faults. */
export const WEBHOOK_DELIVERY = 'deliverWebhook'

const OF_WEBHOOKS: ReadonlySet<FaultEffect['type']> = new Set([
  'wrong-signature',
  'duplicate',
  'delay',
  'reorder',
  'withhold',
])
const OF_BOTH: ReadonlySet<FaultEffect['type']> = new Set(['drop', 'clock-skew'])
/** These hold a webhook back until somebody, or another webhook, lets it go. */
const HOLDING: ReadonlySet<FaultEffect['type']> = new Set(['reorder', 'withhold'])
/** These befall a webhook once, not every attempt to deliver it. */
const ONCE: ReadonlySet<FaultEffect['type']> = new Set(['delay', 'reorder', 'withhold'])

/** Whether an effect can befall requests, deliveries of webhooks, or both. */
export function befalls(type: FaultEffect['type'], what: 'requests' | 'webhooks'): boolean {
  return OF_BOTH.has(type) || OF_WEBHOOKS.has(type) === (what === 'webhooks')
}

/** Whether an effect keeps a webhook until it is released. */
export function isHolding({ type }: FaultEffect): boolean {
  return HOLDING.has(type)
}

/** Whether a fault has struck for the last time: as often as it could, or for as long. */
export function isOver({ remaining, until }: Fault, at: Instant): boolean {
  return remaining === 0 || (until !== undefined && until <= at)
}

/** Whether a fault may strike here, leaving chance aside. */
export function matches({ selection, effect, ...fault }: Fault, subject: FaultSubject): boolean {
  if (fault.remaining === 0) return false
  const what = subject.operation === WEBHOOK_DELIVERY ? 'webhooks' : 'requests'
  if (!befalls(effect.type, what)) return false
  if (subject.heldBefore && ONCE.has(effect.type)) return false
  const { operations, msn, reference, event } = selection
  return (
    (operations === undefined || operations.includes(subject.operation)) &&
    (msn === undefined || msn === subject.msn) &&
    (reference === undefined || reference === subject.reference) &&
    (event === undefined || event === subject.event)
  )
}
