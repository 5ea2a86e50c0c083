import { instant, type DurationMs, type Instant } from '@kvitt/values'
import type { Order } from './order.ts'

/** What the customer's app shows beside a payment: a link with its category, or a receipt. */
export type InformationKind = 'category' | 'receipt'

/**
 * What the customer is to be told about an order, kept before it is sent. It is sent at least once
 * to the payment that pays the order, as soon as there is one; a newer one of its kind replaces it,
 * and is sent when the one before can no longer arrive after it.
 */
export interface Information {
  readonly id: string
  readonly kind: InformationKind
  /** The wire's own: the domain never looks inside. */
  readonly content: unknown
  /** Who wanted it: `shop`, `policy`, or the name of an employee. */
  readonly by: string
  readonly reason?: string
  readonly recordedAt: Instant
  readonly state: 'recorded' | 'sent' | 'done' | 'refused'
  /** When to send it; when it is under way, when to send it again. */
  readonly dueAt: Instant
  readonly timesSent: number
  /** The one before it, on its way when this one was recorded: whatever arrives last is shown. */
  readonly inFlight?: { readonly id: string; readonly answerDueAt: Instant }
  /** Until when something of this kind may still arrive whose answer was lost. */
  readonly lostUntil?: Instant
  readonly doneAt?: Instant
  /** Of the last failure. */
  readonly code?: string
  readonly traceId?: string
}

export type InformationEvent =
  | {
      readonly type: 'information-recorded'
      readonly at: Instant
      readonly information: Pick<Information, 'id' | 'kind' | 'content' | 'by' | 'reason'>
    }
  /** The one before it has arrived or is refused: it need not be waited for. */
  | AboutInformation<'information-freed', object>
  | AboutInformation<'information-sent', { readonly answerDueAt: Instant }>
  | AboutInformation<'information-done', object>
  | AboutInformation<'information-postponed', { readonly code: string; readonly dueAt: Instant }>
  | AboutInformation<'information-refused', { readonly code: string; readonly traceId?: string }>

type AboutInformation<Type extends string, Facts extends object> = {
  readonly type: Type
  readonly at: Instant
  readonly id: string
} & Facts

/** What became of information that was sent outside the store. */
export type InformationReport =
  /** Says durably that it is about to be sent. */
  | AboutInformation<'send-information', { readonly answerDueAt: Instant }>
  | AboutInformation<'report-information-done', object>
  | AboutInformation<
      'report-information-refused',
      { readonly code: string; readonly traceId?: string }
    >
  /** It may have arrived or not: it is sent again. */
  | AboutInformation<
      'report-information-postponed',
      { readonly code: string; readonly retryAfterMs?: DurationMs }
    >

/** The information whose turn it is; none before the order is paid. */
export function currentInformation({ paidBy, information }: Order): Information | undefined {
  if (paidBy === undefined) return undefined
  return information
    .filter(isOpenInformation)
    .reduce<Information | undefined>(
      (first, each) => (first && first.dueAt <= each.dueAt ? first : each),
      undefined,
    )
}

export function isOpenInformation({ state }: Information): boolean {
  return state === 'recorded' || state === 'sent'
}

/** The information of an order after an event. */
export function informationAfter(
  information: readonly Information[],
  event: InformationEvent,
): readonly Information[] {
  const { at } = event
  if (event.type === 'information-recorded') {
    const { kind } = event.information
    const before = information.find((each) => each.kind === kind)
    const others = information.filter((each) => each.kind !== kind)
    const queue = { ...(before && underWay(before)) }
    const recorded = { recordedAt: at, state: 'recorded', timesSent: 0 } as const
    return [...others, { ...event.information, ...recorded, ...queue, dueAt: dueAfter(at, queue) }]
  }
  return information.map((each) => (each.id === event.id ? changed(each, event) : each))
}

type Queue = Pick<Information, 'inFlight' | 'lostUntil'>

/**
 * What may still arrive of information that is replaced. A receipt is there once, and none replaces
 * it: nothing is gained by waiting.
 */
function underWay({ id, kind, state, dueAt, inFlight, lostUntil }: Information): Queue {
  if (kind === 'receipt') return {}
  const sending = state === 'sent' ? { id, answerDueAt: dueAt } : inFlight
  return { ...(sending && { inFlight: sending }), ...(lostUntil !== undefined && { lostUntil }) }
}

function dueAfter(at: Instant, { inFlight, lostUntil = at }: Queue): Instant {
  return instant(Math.max(at, inFlight?.answerDueAt ?? at, lostUntil))
}

function changed(
  information: Information,
  event: Exclude<InformationEvent, { readonly type: 'information-recorded' }>,
): Information {
  switch (event.type) {
    case 'information-freed': {
      const { inFlight: _answered, ...free } = information
      return { ...free, dueAt: dueAfter(event.at, free) }
    }
    case 'information-sent': {
      const timesSent = information.timesSent + 1
      return { ...information, state: 'sent', timesSent, dueAt: event.answerDueAt }
    }
    case 'information-done':
      return { ...information, state: 'done', doneAt: event.at }
    case 'information-postponed': {
      const { dueAt, code } = event
      return { ...information, state: 'recorded', dueAt, code, lostUntil: information.dueAt }
    }
    case 'information-refused': {
      const { code, traceId } = event
      return { ...information, state: 'refused', code, ...(traceId !== undefined && { traceId }) }
    }
  }
}
