import { ZERO, type Instant, type MinorUnits, type Reference } from '@kvitt/values'
import { evolve } from './evolve.ts'
import type { LineShare } from './lines.ts'
import {
  attemptOf,
  isMeant,
  type Attempt,
  type AttentionKind,
  type IntentType,
  type Order,
  type OrderEvent,
} from './order.ts'

/** A decision while it is made: each event is seen by the rules that come after it. */
export interface Draft {
  order: Order
  readonly events: OrderEvent[]
}

export function record(draft: Draft, event: OrderEvent): void {
  draft.order = evolve(draft.order, event)
  draft.events.push(event)
}

/** The attempt as the draft has it; that it is there has been looked at before. */
export function draftAttempt({ order }: Draft, reference: Reference): Attempt {
  const attempt = attemptOf(order, reference)
  if (!attempt) throw new Error(`impossible: no attempt ${reference}`)
  return attempt
}

/** What is said of an intent when it is recorded; its key follows from the order. */
export interface Wanted {
  readonly at: Instant
  readonly by: string
  readonly reason?: string | undefined
  readonly amount?: MinorUnits
  readonly lines?: readonly LineShare[] | undefined
  readonly isLast?: boolean
  readonly transactionOnly?: boolean
}

/** Records what is to be done at the provider, with a key that no other intent has ever had. */
export function recordIntent(
  draft: Draft,
  reference: Reference,
  type: IntentType,
  { at, by, reason, amount, lines, isLast = false, transactionOnly = false }: Wanted,
): void {
  const { uid, attempts } = draft.order
  const count = attempts.reduce((sum, { intents }) => sum + intents.length, 0)
  const intent = {
    key: `${uid}-${count + 1}`,
    type,
    amount: amount ?? ZERO,
    ...(lines && { lines }),
    by,
    ...(reason !== undefined && { reason }),
    ...(isLast && { isLast }),
    ...(transactionOnly && { transactionOnly }),
  }
  record(draft, { type: 'intent-recorded', at, reference, intent })
}

/** Takes back what has not been sent, or has certainly come to nothing; of one type or of all. */
export function withdraw(draft: Draft, reference: Reference, at: Instant, type?: IntentType): void {
  for (const intent of draftAttempt(draft, reference).intents) {
    if (intent.state !== 'recorded' || (type ?? intent.type) !== intent.type) continue
    record(draft, { type: 'intent-withdrawn', at, reference, key: intent.key })
  }
}

/** Has somebody look at an attempt; once for each reason, until it is cleared. */
export function raise(
  draft: Draft,
  reference: Reference,
  kind: AttentionKind,
  at: Instant,
  failure: { readonly code?: string | undefined; readonly traceId?: string | undefined } = {},
): void {
  const { code, traceId } = failure
  const isKnown = draft.order.attention.some(
    (each) => each.kind === kind && each.reference === reference && each.code === code,
  )
  if (isKnown) return
  record(draft, {
    type: 'attention-raised',
    at,
    reference,
    kind,
    ...(code !== undefined && { code }),
    ...(traceId !== undefined && { traceId }),
  })
}

/** Takes back what somebody should look at, because it has come right by itself. */
export function dismiss(
  draft: Draft,
  reference: Reference,
  kinds: readonly AttentionKind[],
  at: Instant,
): void {
  for (const kind of kinds) {
    const isRaised = draft.order.attention.some((each) => isMeant(each, { kind, reference }))
    if (isRaised) record(draft, { type: 'attention-cleared', at, by: 'policy', kind, reference })
  }
}
