import { minorUnits, type Instant, type MinorUnits, type Reference } from '@kvitt/values'
import type { Aggregate, Decision } from '../decider.ts'
import { isUsableExpiry } from './attempt-expiry.ts'
import { isWorthNoting } from './customer-presence.ts'
import { ATTEMPTS_MAX, attemptReference } from './attempt-reference.ts'
import { draftAttempt, record, recordIntent, withdraw, type Draft } from './draft.ts'
import { wakeAt } from './duty.ts'
import { endAttempt } from './end-attempt.ts'
import { evolve } from './evolve.ts'
import {
  sharesOf,
  worthOf,
  type LineRefusal,
  type LineShare,
  type LineWish,
  type OrderLine,
} from './lines.ts'
import { decideInformation, recordInformation, type ToBeTold } from './decide-information.ts'
import type { InformationKind, InformationReport } from './information.ts'
import {
  attemptOf,
  capturable,
  isMeant,
  isOpen,
  isReadable,
  receiptOf,
  refundable,
  remaining,
  type Attempt,
  type AttentionKind,
  type CustomerPlace,
  type IncomingWebhook,
  type Order,
  type OrderEvent,
  type ReadCause,
} from './order.ts'
import { decideReport, type OrderReport } from './report.ts'
import { setAside, takeUp } from './set-aside.ts'

/** Who wants something, and why: kept with what it leads to. */
interface Actor {
  readonly at: Instant
  readonly by: string
  readonly reason?: string
}

/** All that can be captured or refunded, unless an amount in minor units or lines say how much. */
interface HowMuch {
  readonly amount?: MinorUnits
  /** Goes before `amount`. */
  readonly lines?: readonly LineWish[]
}

export type OrderCommand =
  | (Omit<Extract<OrderEvent, { readonly type: 'placed' }>, 'type'> & { readonly type: 'place' })
  /** Tries again to be paid; what is still open is replaced. `amount` in minor units. */
  | (Actor & {
      readonly type: 'start-attempt'
      readonly amount?: MinorUnits
      /** The wire's own; the last attempt's when left out, which must be for the same amount. */
      readonly receipt?: unknown
      /** What of the receipt can be captured and refunded by itself. */
      readonly lines?: readonly OrderLine[]
      /** Until when the customer may approve; as the order has it when left out. */
      readonly expiresAt?: Instant
    })
  | (Actor & HowMuch & { readonly type: 'capture'; readonly isLast?: boolean })
  | (Actor & HowMuch & { readonly type: 'refund' })
  /** Releases what is reserved, and ends what can still be approved. */
  | (Actor & { readonly type: 'cancel' })
  /** Asks for a reading now: a webhook came, the customer came back, somebody wants to know. */
  | {
      readonly type: 'want-read'
      readonly at: Instant
      readonly reference: Reference
      readonly cause: ReadCause
      /** The name of an employee. */
      readonly by?: string
      /** The webhook that came. */
      readonly webhook?: IncomingWebhook
    }
  /** The customer is there: what they wait for comes soon, and is asked about often again. */
  | { readonly type: 'note-customer'; readonly at: Instant; readonly where: CustomerPlace }
  /** Somebody has looked: at everything, unless a kind, a reference or both narrow it down. */
  | (Actor & {
      readonly type: 'clear-attention'
      readonly kind?: AttentionKind
      readonly reference?: Reference
    })
  /** Tells the customer something beside the payment; a newer one of its kind replaces it. */
  | (Actor & {
      readonly type: 'inform'
      readonly kind: InformationKind
      /** The wire's own. */
      readonly content: unknown
    })
  /** Tells the customer once more what they were told last. */
  | (Actor & { readonly type: 'inform-again'; readonly kind: InformationKind })
  /** Notes what was given back in another way than by the provider; `amount` in minor units. */
  | (Actor & {
      readonly type: 'record-alternative-refund'
      readonly amount: MinorUnits
      readonly method: string
    })
  /** Nobody has the keys of its sales unit: it is left alone for a while. */
  | { readonly type: 'set-aside'; readonly at: Instant }
  /** Somebody has them again. */
  | { readonly type: 'take-up'; readonly at: Instant }
  | InformationReport
  | OrderReport

export type OrderRefusal =
  | 'orderExists'
  | 'orderNotFound'
  | 'attemptNotFound'
  | 'orderCancelled'
  | 'orderPaid'
  | 'tooManyAttempts'
  | 'expiryOutOfRange'
  | 'receiptOutdated'
  | 'tooManyIntents'
  | 'notAuthorized'
  | 'nothingToCapture'
  | 'captureExceedsReserved'
  | 'nothingToRefund'
  | 'refundExceedsCaptured'
  | 'nothingToCancel'
  | LineRefusal
  | 'nothingToSend'
  | 'nothingToClear'
  /** A report or a sending of something that is over, or whose turn it is not. */
  | 'notDue'

export type OrderDecision = Decision<OrderEvent, OrderRefusal>

/** How many changes of one payment anybody may ask for. */
const INTENTS_PER_ATTEMPT_MAX = 50

function decide(order: Order | undefined, command: OrderCommand): OrderDecision {
  if (command.type === 'place') {
    return order ? { refusal: 'orderExists' } : place(command)
  }
  if (!order) return { refusal: 'orderNotFound' }
  switch (command.type) {
    case 'start-attempt':
      return startAttempt(order, command)
    case 'capture':
      return capture(order, command)
    case 'refund':
      return refund(order, command)
    case 'cancel':
      return cancel(order, command)
    case 'want-read':
      return wantRead(order, command)
    case 'note-customer':
      return isWorthNoting(order, command.at)
        ? { events: [{ ...command, type: 'customer-seen' }] }
        : { refusal: 'notDue' }
    case 'clear-attention':
      return order.attention.some((each) => isMeant(each, command))
        ? { events: [{ ...command, type: 'attention-cleared' }] }
        : { refusal: 'nothingToClear' }
    case 'inform':
      return inform(order, command)
    case 'inform-again': {
      const last = order.information.find(({ kind }) => kind === command.kind)
      if (!last) return { refusal: 'nothingToSend' }
      return inform(order, { ...command, content: last.content })
    }
    case 'record-alternative-refund':
      return recordAlternativeRefund(order, command)
    case 'set-aside':
      return setAside(order, command.at)
    case 'take-up':
      return takeUp(order, command.at)
    case 'send-information':
    case 'report-information-done':
    case 'report-information-refused':
    case 'report-information-postponed':
      return decideInformation(order, command)
    case 'send':
    case 'report-done':
    case 'report-refused':
    case 'report-postponed':
    case 'report-unknown':
    case 'report-read':
    case 'report-missing':
    case 'report-read-failed':
    case 'warn':
      return decideReport(order, command)
  }
}

function place(command: Extract<OrderCommand, { readonly type: 'place' }>): OrderDecision {
  const { expiresAt } = command.terms
  if (expiresAt !== undefined && !isUsableExpiry(expiresAt, command.at)) {
    return { refusal: 'expiryOutOfRange' }
  }
  const placed = { ...command, type: 'placed' } as const
  const draft: Draft = { order: evolve(undefined, placed), events: [placed] }
  begin(draft, { at: command.at, by: 'shop' }, { expiresAt })
  return { events: draft.events }
}

interface AttemptTerms {
  readonly receipt?: unknown
  readonly lines?: readonly OrderLine[] | undefined
  readonly expiresAt: Instant | undefined
}

/** One more payment at the provider, under the next reference. */
function begin(draft: Draft, actor: Actor, { receipt, lines, expiresAt }: AttemptTerms): void {
  const { referencePrefix, number, attempts, amount } = draft.order
  const reference = attemptReference(referencePrefix, number, attempts.length)
  record(draft, {
    type: 'attempt-started',
    at: actor.at,
    reference,
    amount,
    ...(receipt !== undefined && { receipt }),
    ...(lines && { lines }),
    ...(expiresAt !== undefined && { expiresAt }),
  })
  recordIntent(draft, reference, 'create', { at: actor.at, by: actor.by, reason: actor.reason })
}

function startAttempt(
  order: Order,
  command: Extract<OrderCommand, { readonly type: 'start-attempt' }>,
): OrderDecision {
  if (order.paidBy !== undefined) return { refusal: 'orderPaid' }
  if (order.cancelledAt !== undefined) return { refusal: 'orderCancelled' }
  if (order.attempts.length >= ATTEMPTS_MAX) return { refusal: 'tooManyAttempts' }
  const expiresAt = command.expiresAt ?? order.terms.expiresAt
  const isUsable = expiresAt !== undefined && isUsableExpiry(expiresAt, command.at)
  if (command.expiresAt !== undefined && !isUsable) return { refusal: 'expiryOutOfRange' }
  const amount = command.amount ?? order.amount
  const isOutdated = amount !== order.amount && receiptOf(order) !== undefined
  if (isOutdated && command.receipt === undefined) return { refusal: 'receiptOutdated' }
  const { receipt, lines } = command.receipt === undefined ? (order.attempts.at(-1) ?? {}) : command
  const draft: Draft = { order: { ...order, amount }, events: [] }
  for (const attempt of order.attempts) {
    endAttempt(draft, attempt, command, attempt.amount === amount)
  }
  begin(draft, command, { receipt, lines, expiresAt: isUsable ? expiresAt : undefined })
  return { events: draft.events }
}

function capture(
  order: Order,
  command: Extract<OrderCommand, { readonly type: 'capture' }>,
): OrderDecision {
  const attempt = paidAttempt(order)
  if (!attempt) return { refusal: 'notAuthorized' }
  const limit = capturable(attempt)
  if (limit === 0) return { refusal: 'nothingToCapture' }
  const much = howMuch(order, attempt, command, limit)
  if ('refusal' in much) return much
  if (much.amount > limit) return { refusal: 'captureExceedsReserved' }
  return intend(order, attempt, (draft) => {
    recordIntent(draft, attempt.reference, 'capture', { ...command, ...much })
  })
}

function refund(
  order: Order,
  command: Extract<OrderCommand, { readonly type: 'refund' }>,
): OrderDecision {
  const attempt = paidAttempt(order)
  if (!attempt) return { refusal: 'notAuthorized' }
  const limit = refundable(attempt)
  if (limit === 0) return { refusal: 'nothingToRefund' }
  const much = howMuch(order, attempt, command, limit)
  if ('refusal' in much) return much
  if (much.amount > limit) return { refusal: 'refundExceedsCaptured' }
  return intend(order, attempt, (draft) => {
    recordIntent(draft, attempt.reference, 'refund', { ...command, ...much })
  })
}

function howMuch(
  order: Order,
  attempt: Attempt,
  { type, amount, lines: wishes }: HowMuch & { readonly type: 'capture' | 'refund' },
  limit: MinorUnits,
):
  | { readonly refusal: LineRefusal }
  | { readonly amount: MinorUnits; readonly lines: readonly LineShare[] | undefined } {
  if (!wishes) return { amount: amount ?? limit, lines: undefined }
  const lines = sharesOf(order, attempt, type, wishes)
  return typeof lines === 'string'
    ? { refusal: lines }
    : { amount: minorUnits(worthOf(lines)), lines }
}

function inform(order: Order, wanted: ToBeTold): OrderDecision {
  const draft: Draft = { order, events: [] }
  recordInformation(draft, wanted)
  return { events: draft.events }
}

/** Together with what the provider refunds, never more than was captured. */
function recordAlternativeRefund(
  order: Order,
  command: Extract<OrderCommand, { readonly type: 'record-alternative-refund' }>,
): OrderDecision {
  const attempt = paidAttempt(order)
  if (!attempt) return { refusal: 'notAuthorized' }
  const limit = refundable(attempt)
  if (limit === 0) return { refusal: 'nothingToRefund' }
  if (command.amount > limit) return { refusal: 'refundExceedsCaptured' }
  const { reference, refundedOtherwise: earlier = [] } = attempt
  if (earlier.length >= INTENTS_PER_ATTEMPT_MAX) return { refusal: 'tooManyIntents' }
  return { events: [{ ...command, type: 'refunded-otherwise', reference }] }
}

function paidAttempt(order: Order): Attempt | undefined {
  return order.paidBy === undefined ? undefined : attemptOf(order, order.paidBy)
}

function intend(order: Order, attempt: Attempt, change: (draft: Draft) => void): OrderDecision {
  if (attempt.intents.length >= INTENTS_PER_ATTEMPT_MAX) return { refusal: 'tooManyIntents' }
  const draft: Draft = { order, events: [] }
  change(draft)
  return { events: draft.events }
}

function cancel(
  order: Order,
  command: Extract<OrderCommand, { readonly type: 'cancel' }>,
): OrderDecision {
  const paid = paidAttempt(order)
  if (paid) return release(order, paid, command)
  if (order.cancelledAt !== undefined) return { refusal: 'orderCancelled' }
  const draft: Draft = { order, events: [] }
  record(draft, cancelled(command))
  const transactionOnly = order.policy.lateApproval === 'reinstate'
  for (const attempt of order.attempts) endAttempt(draft, attempt, command, transactionOnly)
  return { events: draft.events }
}

/** Releases what is left of a reservation; what is captured stays so. */
function release(
  order: Order,
  attempt: Attempt,
  command: Extract<OrderCommand, { readonly type: 'cancel' }>,
): OrderDecision {
  const { intents, payment, reference } = attempt
  const isReleasing = intents.some((intent) => intent.type === 'cancel' && isOpen(intent))
  if (isReleasing || remaining(payment) === 0) return { refusal: 'nothingToCancel' }
  return intend(order, attempt, (draft) => {
    withdraw(draft, reference, command.at, 'capture')
    const isCapturing = draftAttempt(draft, reference).intents.some(
      (intent) => intent.type === 'capture' && isOpen(intent),
    )
    recordIntent(draft, reference, 'cancel', command)
    // A cancellation that was refused may be tried again: the order is cancelled already then.
    const isNew = order.cancelledAt === undefined
    if (isNew && payment?.captured === 0 && !isCapturing) record(draft, cancelled(command))
  })
}

function cancelled({ at, by, reason }: Actor): OrderEvent {
  return { type: 'cancelled', at, by, ...(reason !== undefined && { reason }) }
}

/** Wanted although one is due already: that one may be under way, and have seen too little. */
function wantRead(
  order: Order,
  command: Extract<OrderCommand, { readonly type: 'want-read' }>,
): OrderDecision {
  const attempt = attemptOf(order, command.reference)
  if (!attempt) return { refusal: 'attemptNotFound' }
  return { events: isReadable(attempt) ? [{ ...command, type: 'read-wanted' }] : [] }
}

/** There is no tick: what time brings to an order is an effect outside the store. */
export const order: Aggregate<Order, OrderCommand, OrderEvent, OrderRefusal> = {
  kind: 'order',
  decide,
  evolve,
  wakeAt,
}
