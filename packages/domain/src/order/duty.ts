import { addMs, DAY_MS, earliest, type Currency, type Instant, type Reference } from '@kvitt/values'
import { currentInformation, type Information } from './information.ts'
import { currentIntent, remaining, type Attempt, type Intent, type Order } from './order.ts'

/** What is to be done for an order outside the store, one thing at a time. */
export type Duty = { readonly reference: Reference } & (
  | { readonly type: 'read' }
  | { readonly type: 'send'; readonly intent: Intent }
  /** The answer to an intent has not come: its outcome is unknown. */
  | { readonly type: 'give-up-answer'; readonly intent: Intent }
  | { readonly type: 'warn' }
  | { readonly type: 'inform'; readonly information: Information }
)

interface TimedDuty {
  readonly at: Instant
  readonly duty: Duty
}

/** What banks commonly guarantee where the provider does not say: 7 days. */
const GUARANTEE_MS = 7 * DAY_MS
/** For how long a payment can be captured, by the market that its currency is of. */
const RESERVED_DAYS = { NOK: 180, DKK: 14, EUR: 14 } as const satisfies Record<Currency, number>

/** Whether it takes the keys of the order's sales unit. */
export function needsSalesUnit(
  duty: Duty,
): duty is Extract<Duty, { readonly type: 'read' | 'send' | 'inform' }> {
  return duty.type === 'read' || duty.type === 'send' || duty.type === 'inform'
}

/** What is due first at `at`; undefined when nothing is. Information never keeps money up. */
export function dutyOf(order: Order, at: Instant): Duty | undefined {
  const isDue = (duty: TimedDuty | undefined): boolean => duty !== undefined && duty.at <= at
  return [nextDuty(order), informing(order)].find(isDue)?.duty
}

export function wakeAt(order: Order): Instant | undefined {
  return earliest(nextDuty(order)?.at, informing(order)?.at)
}

function informing(order: Order): TimedDuty | undefined {
  const { paidBy } = order
  const information = currentInformation(order)
  if (paidBy === undefined || !information) return undefined
  const duty = { type: 'inform', reference: paidBy, information } as const
  return held(order, { at: information.dueAt, duty })
}

/** Not before an order that is set aside may be looked at again. */
function held({ aside }: Order, timed: TimedDuty): TimedDuty {
  const isHeld = aside !== undefined && aside.until > timed.at && needsSalesUnit(timed.duty)
  return isHeld ? { ...timed, at: aside.until } : timed
}

/** The earliest duty; of several, the reading, because what it finds may change the others. */
function nextDuty(order: Order): TimedDuty | undefined {
  let first: TimedDuty | undefined
  for (const attempt of order.attempts) {
    for (const each of dutiesOf(order, attempt)) {
      const duty = held(order, each)
      if (!first || duty.at < first.at) first = duty
    }
  }
  return first
}

function dutiesOf(order: Order, attempt: Attempt): readonly TimedDuty[] {
  const { reference, nextReadAt } = attempt
  const duties: TimedDuty[] = []
  if (nextReadAt !== undefined) duties.push({ at: nextReadAt, duty: { type: 'read', reference } })
  const intent = currentIntent(attempt)
  if (intent?.state === 'recorded') {
    duties.push({ at: intent.dueAt, duty: { type: 'send', reference, intent } })
  }
  if (intent?.state === 'sent') {
    duties.push({ at: intent.dueAt, duty: { type: 'give-up-answer', reference, intent } })
  }
  for (const { at } of warningsOf(order, attempt)) {
    duties.push({ at, duty: { type: 'warn', reference } })
  }
  return duties
}

/** What is still to be said of a reservation, and when. */
export function warningsOf(
  { policy, currency }: Order,
  attempt: Attempt,
): readonly {
  readonly at: Instant
  readonly kind: 'guaranteeEnding' | 'reservationEnding'
}[] {
  const guaranteeEndsAt = guaranteedUntil(attempt)
  const endsAt = reservedUntil(attempt, currency)
  if (guaranteeEndsAt === undefined || endsAt === undefined) return []
  const at = (end: Instant): Instant => addMs(end, -policy.warnBeforeMs)
  // Where both end together, there is one thing to say.
  const isLonger = endsAt - guaranteeEndsAt > DAY_MS
  return [
    ...(attempt.isWarned ? [] : [{ at: at(guaranteeEndsAt), kind: 'guaranteeEnding' } as const]),
    ...(attempt.isWarnedOfEnd || !isLonger
      ? []
      : [{ at: at(endsAt), kind: 'reservationEnding' } as const]),
  ]
}

/**
 * Until when what is left of a reservation can be captured at the most: it is released by itself
 * then. Sales units in Denmark and Finland may have been granted longer, which is told to nobody.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/operations/
 */
export function reservedUntil(
  { payment, authorizedAt }: Attempt,
  currency: Currency,
): Instant | undefined {
  if (remaining(payment) === 0 || authorizedAt === undefined) return undefined
  return addMs(authorizedAt, RESERVED_DAYS[currency] * DAY_MS)
}

/** Until when a capture of what is left is sure to succeed; undefined when nothing is left. */
export function guaranteedUntil({ payment, authorizedAt }: Attempt): Instant | undefined {
  if (remaining(payment) === 0 || authorizedAt === undefined) return undefined
  return payment?.captureGuaranteedUntil ?? addMs(authorizedAt, GUARANTEE_MS)
}
