import { addMs, earliest, instant, SECOND_MS, type Instant, type Reference } from '@kvitt/values'
import { dismiss, draftAttempt, record, type Draft } from './draft.ts'
import {
  isOpen,
  remaining,
  type Attempt,
  type Intent,
  type IntentType,
  type Order,
  type PaymentReading,
} from './order.ts'
import { lastSeenAt } from './customer-presence.ts'
import { nextPollAt, nextSlowPollAt, OPEN_EVERY_MS_MAX, pauseMs } from './poll-schedule.ts'
import { isSameValue } from './same-value.ts'

/** What was learnt of a payment, from a reading or from the answer to a change. */
interface Learnt {
  readonly payment: PaymentReading
  readonly redirectUrl?: string | undefined
  /** Absent in the answer to a change, which may be older than the wish for a reading. */
  readonly readsServed?: number | undefined
}

const WARNINGS = ['guaranteeEnding', 'reservationEnding'] as const

/** Takes what was read for the truth. */
export function takeReading(
  draft: Draft,
  reference: Reference,
  at: Instant,
  { payment: reading, redirectUrl, readsServed }: Learnt,
): void {
  const attempt = draftAttempt(draft, reference)
  const payment = { ...kept(attempt.payment), ...reading }
  // Nothing is left that could be lost: what was warned of cannot happen any more.
  if (remaining(payment) === 0) dismiss(draft, reference, WARNINGS, at)
  const isWanted = (readsServed ?? attempt.readsServed) < attempt.readsWanted
  const nextReadAt = isWanted ? at : nextReading(draft.order, { ...attempt, payment }, at)
  const facts = {
    at,
    reference,
    ...(readsServed !== undefined && { readsServed }),
    ...(redirectUrl !== undefined && redirectUrl !== attempt.redirectUrl && { redirectUrl }),
    ...(nextReadAt !== undefined && { nextReadAt }),
  }
  record(
    draft,
    isSame(payment, attempt.payment)
      ? { type: 'payment-unchanged', ...facts }
      : { type: 'payment-changed', payment, ...facts },
  )
}

function isSame(payment: PaymentReading, known: PaymentReading | undefined): boolean {
  return known !== undefined && isSameValue(payment, known)
}

/** The answer to a change tells sums and state alone: what was read beside them still holds. */
function kept(known: PaymentReading | undefined): Partial<PaymentReading> {
  if (!known) return {}
  const { captureGuaranteedUntil, sub, userDetails, shipping } = known
  return {
    ...(captureGuaranteedUntil !== undefined && { captureGuaranteedUntil }),
    ...(sub !== undefined && { sub }),
    ...(userDetails && { userDetails }),
    ...(shipping && { shipping }),
  }
}

/** Sums only grow and a state never goes back, so whatever is smaller was true earlier. */
export function isBehind(reading: PaymentReading, known: PaymentReading | undefined): boolean {
  if (!known) return false
  const isEarlierState = reading.state !== known.state && known.state !== 'CREATED'
  return (
    isEarlierState ||
    reading.captured < known.captured ||
    reading.cancelled < known.cancelled ||
    reading.refunded < known.refunded
  )
}

/**
 * Whether a reading shows less than what is known to be done: by the answers that came, or by the
 * provider's log, which may be younger than the reading. Every sum holds at least our own changes.
 */
export function fallsShort(
  { captured, refunded }: PaymentReading,
  { intents }: Attempt,
  keysDone: ReadonlySet<string>,
): boolean {
  const done = (type: IntentType): number =>
    intents
      .filter((each) => each.type === type && (each.state === 'done' || keysDone.has(each.key)))
      .reduce((sum, { amount }) => sum + amount, 0)
  return captured < done('capture') || refunded < done('refund')
}

/** How long after its last moment a payment is read: the provider's clock may be behind. */
const AFTER_EXPIRY_MS = SECOND_MS

/** Often while the customer may approve, seldom while something is reserved, else not at all. */
function nextReading(
  order: Order,
  attempt: Attempt & { readonly payment: PaymentReading },
  at: Instant,
): Instant | undefined {
  const { poll } = order.policy
  const { payment, startedAt, openedAt = startedAt, authorizedAt = at, expiresAt } = attempt
  if (payment.state === 'AUTHORIZED') {
    return remaining(payment) > 0 ? nextSlowPollAt(poll, authorizedAt, at) : undefined
  }
  if (payment.state !== 'CREATED') return undefined
  // An attempt may be old before the provider can be reached; its customer is not.
  const seenAt = instant(Math.max(openedAt, lastSeenAt(order)))
  const next = nextPollAt(poll, seenAt, at)
  if (expiresAt === undefined) return next
  const expired = addMs(expiresAt, AFTER_EXPIRY_MS)
  // The provider's clock is further behind than that: it is asked again as of a new payment.
  if (at >= expired) return nextPollAt(poll, expiresAt, at)
  // As long as it may be approved, no schedule is over.
  return earliest(next ?? addMs(at, OPEN_EVERY_MS_MAX), expired)
}

/** Tells from a reading what became of the intents that are open. */
export function resolveIntents(
  draft: Draft,
  reference: Reference,
  at: Instant,
  keysDone: ReadonlySet<string>,
): void {
  const { intents, payment } = draftAttempt(draft, reference)
  if (!payment) return
  for (const intent of intents.filter(isOpen)) {
    const { key } = intent
    if (keysDone.has(key) || isReached(intent, payment)) {
      record(draft, { type: 'intent-done', at, reference, key })
      const isOpened = intent.type === 'create' && payment.state === 'CREATED'
      if (isOpened) opened(draft, reference, at, payment)
    } else if (intent.transactionOnly && payment.state === 'AUTHORIZED') {
      record(draft, { type: 'intent-refused', at, reference, key, code: 'approvedMeanwhile' })
    } else if (intent.state === 'unknown') {
      const dueAt = addMs(at, pauseMs(intent.timesSent))
      record(draft, { type: 'outcome-absent', at, reference, key, dueAt })
    }
  }
}

function opened(draft: Draft, reference: Reference, at: Instant, payment: PaymentReading): void {
  const attempt = { ...draftAttempt(draft, reference), payment, openedAt: at }
  const nextReadAt = nextReading(draft.order, attempt, at)
  const facts = nextReadAt === undefined ? {} : { nextReadAt }
  record(draft, { type: 'opened', at, reference, ...facts })
}

/** Whether a payment is as an intent wants it, whoever made it so. */
function isReached({ type }: Intent, payment: PaymentReading): boolean {
  switch (type) {
    case 'create':
      return true
    case 'cancel':
      return payment.state === 'AUTHORIZED' ? remaining(payment) === 0 : payment.state !== 'CREATED'
    case 'capture':
    case 'refund':
      return false
  }
}
