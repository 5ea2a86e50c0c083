import { addMs, MINUTE_MS } from '@kvitt/values'
import { impossible } from '../decider.ts'
import { hastened } from './customer-presence.ts'
import { informationAfter, type InformationEvent } from './information.ts'
import {
  isMeant,
  isOpen,
  isReadable,
  type Attempt,
  type AttentionKind,
  type Intent,
  type Order,
  type OrderEvent,
} from './order.ts'

/** By then whatever was sent has arrived, or never will. */
const LATE_MS = 5 * MINUTE_MS

type EventOfAttempt = Exclude<
  OrderEvent,
  | {
      readonly type:
        'placed' | 'cancelled' | 'attention-cleared' | 'customer-seen' | 'set-aside' | 'taken-up'
    }
  | InformationEvent
>

/** The order after an event; throws on one that it cannot have had. */
export function evolve(order: Order | undefined, event: OrderEvent): Order {
  if (event.type === 'placed') {
    if (order) throw impossible('order', 'placed', event.type)
    const { type: _type, at, ...facts } = event
    return { ...facts, placedAt: at, attempts: [], information: [], attention: [], revision: 1 }
  }
  if (!order) throw impossible('order', undefined, event.type)
  return { ...after(order, event), revision: order.revision + 1 }
}

function after(order: Order, event: Exclude<OrderEvent, { readonly type: 'placed' }>): Order {
  switch (event.type) {
    case 'cancelled':
      if (order.cancelledAt !== undefined) throw impossible('order', 'cancelled', event.type)
      return { ...order, cancelledAt: event.at }
    case 'customer-seen': {
      const attempts = order.attempts.map((attempt) => hastened(attempt, event.at))
      return { ...order, attempts, seenAt: event.at }
    }
    case 'attention-cleared':
      return { ...order, attention: order.attention.filter((each) => !isMeant(each, event)) }
    case 'set-aside': {
      const { since = event.at, times = 0 } = order.aside ?? {}
      return { ...order, aside: { since, times: times + 1, until: event.until } }
    }
    case 'taken-up': {
      const { aside, ...rest } = order
      if (!aside) throw impossible('order', 'served', event.type)
      return rest
    }
    case 'information-recorded':
    case 'information-freed':
    case 'information-sent':
    case 'information-done':
    case 'information-postponed':
    case 'information-refused':
      return { ...order, information: informationAfter(order.information, event) }
    case 'attempt-started': {
      const attempts = [...order.attempts, startedAttempt(event)]
      return { ...order, amount: event.amount, attempts }
    }
    case 'paid':
      if (order.paidBy !== undefined) throw impossible('order', 'paid', event.type)
      return { ...order, paidBy: event.reference }
    case 'reinstated': {
      const { cancelledAt, ...rest } = order
      if (cancelledAt === undefined) throw impossible('order', 'wanted', event.type)
      return rest
    }
    case 'attention-raised': {
      const { type: _type, ...attention } = event
      const others = order.attention.filter(
        ({ kind, reference }) => kind !== event.kind || reference !== event.reference,
      )
      const attempts = order.attempts.map((attempt) =>
        attempt.reference === event.reference ? warned(attempt, event.kind) : attempt,
      )
      return { ...order, attempts, attention: [...others, attention] }
    }
    case 'intent-recorded':
    case 'intent-sent':
    case 'intent-done':
    case 'outcome-unknown':
    case 'outcome-absent':
    case 'intent-postponed':
    case 'intent-refused':
    case 'intent-withdrawn':
    case 'payment-changed':
    case 'payment-unchanged':
    case 'read-failed':
    case 'read-wanted':
    case 'refunded-otherwise':
    case 'opened':
      return replaceAttempt(order, event)
  }
}

function startedAttempt({
  reference,
  amount,
  receipt,
  lines,
  expiresAt,
  at,
}: Extract<OrderEvent, { readonly type: 'attempt-started' }>): Attempt {
  return {
    reference,
    amount,
    startedAt: at,
    ...(receipt !== undefined && { receipt }),
    ...(lines && { lines }),
    ...(expiresAt !== undefined && { expiresAt }),
    intents: [],
    failedReads: 0,
    readsWanted: 0,
    readsServed: 0,
  }
}

function warned(attempt: Attempt, kind: AttentionKind): Attempt {
  if (kind === 'guaranteeEnding') return { ...attempt, isWarned: true }
  return kind === 'reservationEnding' ? { ...attempt, isWarnedOfEnd: true } : attempt
}

type EventInAttempt = Exclude<
  EventOfAttempt,
  { readonly type: 'attempt-started' | 'paid' | 'reinstated' | 'attention-raised' }
>

function replaceAttempt(order: Order, event: EventInAttempt): Order {
  const index = order.attempts.findIndex(({ reference }) => reference === event.reference)
  const attempt = order.attempts[index]
  if (!attempt) throw impossible('order', `without ${event.reference}`, event.type)
  return { ...order, attempts: order.attempts.with(index, attemptAfter(attempt, event)) }
}

function attemptAfter(attempt: Attempt, event: EventInAttempt): Attempt {
  switch (event.type) {
    case 'intent-recorded': {
      const { at, intent } = event
      const recorded = { recordedAt: at, state: 'recorded', dueAt: at, timesSent: 0 } as const
      return { ...attempt, intents: [...attempt.intents, { ...intent, ...recorded }] }
    }
    case 'payment-changed':
    case 'payment-unchanged':
      return afterReading(attempt, event)
    case 'read-failed': {
      const { nextReadAt: _before, restUntil: _rest, ...rest } = attempt
      const { nextReadAt, restUntil, readsServed } = event
      return {
        ...rest,
        failedReads: attempt.failedReads + 1,
        readsServed,
        ...(nextReadAt !== undefined && { nextReadAt }),
        ...(restUntil !== undefined && { restUntil }),
      }
    }
    case 'read-wanted': {
      const { restUntil = event.at } = attempt
      const nextReadAt = restUntil > event.at ? restUntil : event.at
      return { ...attempt, nextReadAt, readsWanted: attempt.readsWanted + 1 }
    }
    case 'refunded-otherwise': {
      const { type: _type, reference: _reference, ...refund } = event
      return { ...attempt, refundedOtherwise: [...(attempt.refundedOtherwise ?? []), refund] }
    }
    case 'opened': {
      const { redirectUrl, nextReadAt } = event
      return {
        ...attempt,
        openedAt: event.at,
        ...(redirectUrl !== undefined && { redirectUrl }),
        ...(nextReadAt !== undefined && { nextReadAt }),
      }
    }
    case 'intent-sent':
    case 'intent-done':
    case 'outcome-unknown':
    case 'outcome-absent':
    case 'intent-postponed':
    case 'intent-refused':
    case 'intent-withdrawn': {
      const index = attempt.intents.findIndex(({ key }) => key === event.key)
      const intent = attempt.intents[index]
      if (!intent || !isOpen(intent)) throw impossible('intent', intent?.state, event.type)
      const after = intentAfter(intent, event)
      const intents = attempt.intents.with(index, after)
      const { nextReadAt, ...rest } = attempt
      const changed = { ...rest, intents }
      if (mayArriveLate(after)) return { ...changed, nextReadAt: addMs(event.at, LATE_MS) }
      return nextReadAt !== undefined && isReadable(changed) ? { ...changed, nextReadAt } : changed
    }
  }
}

/** Whether a payment that is given up may be made all the same, by what was sent before. */
function mayArriveLate({ type, state, timesSent }: Intent): boolean {
  if (type !== 'create') return false
  return (state === 'withdrawn' && timesSent > 0) || (state === 'refused' && timesSent > 1)
}

function afterReading(
  attempt: Attempt,
  event: Extract<OrderEvent, { readonly type: 'payment-changed' | 'payment-unchanged' }>,
): Attempt {
  const { at, redirectUrl, nextReadAt } = event
  const { nextReadAt: _before, restUntil: _rest, ...rest } = attempt
  const payment = event.type === 'payment-changed' ? event.payment : attempt.payment
  if (!payment) throw impossible('attempt', 'unread', event.type)
  const isNewlyAuthorized = payment.state === 'AUTHORIZED' && attempt.authorizedAt === undefined
  return {
    ...rest,
    payment,
    readAt: at,
    failedReads: 0,
    readsServed: event.readsServed ?? attempt.readsServed,
    ...(redirectUrl !== undefined && { redirectUrl }),
    ...(nextReadAt !== undefined && { nextReadAt }),
    ...(isNewlyAuthorized && { authorizedAt: at }),
  }
}

type IntentEvent = Extract<EventInAttempt, { readonly key: string }>

function intentAfter(intent: Intent, event: IntentEvent): Intent {
  switch (event.type) {
    case 'intent-sent':
      if (intent.state !== 'recorded') throw impossible('intent', intent.state, event.type)
      return {
        ...intent,
        state: 'sent',
        timesSent: intent.timesSent + 1,
        dueAt: event.answerDueAt,
      }
    case 'intent-done':
      return { ...intent, state: 'done', doneAt: event.at }
    case 'outcome-unknown':
      return { ...intent, state: 'unknown', code: event.code }
    case 'outcome-absent':
      return { ...intent, state: 'recorded', dueAt: event.dueAt }
    case 'intent-postponed': {
      const { restUntil: _before, ...rest } = intent
      const { dueAt, code, restUntil } = event
      const resting = restUntil !== undefined && { restUntil }
      return { ...rest, state: 'recorded', dueAt, code, ...resting }
    }
    case 'intent-refused': {
      const { code, traceId } = event
      return { ...intent, state: 'refused', code, ...(traceId !== undefined && { traceId }) }
    }
    case 'intent-withdrawn':
      if (intent.state !== 'recorded') throw impossible('intent', intent.state, event.type)
      return { ...intent, state: 'withdrawn' }
  }
}
