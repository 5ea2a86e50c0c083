import { addMs, DAY_MS, earliest, type Instant, type Reference } from '@kvitt/values'
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
  return { at: information.dueAt, duty }
}

/** The earliest duty; of several, the reading, because what it finds may change the others. */
function nextDuty(order: Order): TimedDuty | undefined {
  let first: TimedDuty | undefined
  for (const attempt of order.attempts) {
    for (const duty of dutiesOf(order, attempt)) {
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
  const warnAt = warningAt(order, attempt)
  if (warnAt !== undefined) duties.push({ at: warnAt, duty: { type: 'warn', reference } })
  return duties
}

/** When to say that the guarantee of a reservation ends; undefined when there is nothing to say. */
export function warningAt({ policy }: Order, attempt: Attempt): Instant | undefined {
  const guaranteeEndsAt = guaranteedUntil(attempt)
  if (guaranteeEndsAt === undefined || attempt.isWarned) return undefined
  return addMs(guaranteeEndsAt, -policy.warnBeforeMs)
}

/** Until when a capture of what is left is sure to succeed; undefined when nothing is left. */
export function guaranteedUntil({ payment, authorizedAt }: Attempt): Instant | undefined {
  if (remaining(payment) === 0 || authorizedAt === undefined) return undefined
  return payment?.captureGuaranteedUntil ?? addMs(authorizedAt, GUARANTEE_MS)
}
