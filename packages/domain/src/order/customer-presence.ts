import { addMs, earliest, MINUTE_MS, SECOND_MS, type DurationMs, type Instant } from '@kvitt/values'
import { isOver, type Attempt, type Order } from './order.ts'
import {
  CREATE_PAUSE_MS_WAITING,
  OPEN_EVERY_MS_MAX,
  READ_PAUSE_MS_WAITING,
} from './poll-schedule.ts'

/** How long somebody is taken to wait after they were seen. */
const WAITING_MS = 2 * MINUTE_MS
/** How often it is noted that somebody is still there. */
const NOTED_EVERY_MS = MINUTE_MS
/** How soon a payment is read whose customer has just been seen. */
const READ_SOON_MS = 2 * SECOND_MS

/** When the customer was last seen: they ordered, paid anew, came back, or went to pay once more. */
export function lastSeenAt({ placedAt, attempts, seenAt = placedAt }: Order): Instant {
  const startedAt = attempts.at(-1)?.startedAt ?? placedAt
  return seenAt > startedAt ? seenAt : startedAt
}

/** Whether it is news that the customer is there, and something waits for them. */
export function isWorthNoting(order: Order, at: Instant): boolean {
  return at - lastSeenAt(order) >= NOTED_EVERY_MS && order.attempts.some(isUndecided)
}

/** How long it may be until a reading that has failed is tried again; undefined for no such limit. */
export function readPauseLimitMs(
  order: Order,
  attempt: Attempt,
  at: Instant,
): DurationMs | undefined {
  if (!isUndecided(attempt)) return undefined
  return isWaitedFor(order, at) ? READ_PAUSE_MS_WAITING : OPEN_EVERY_MS_MAX
}

/** How long it may be until a payment that could not be created is sent again; as ever if undefined. */
export function createPauseLimitMs(order: Order, at: Instant): DurationMs | undefined {
  return isWaitedFor(order, at) ? CREATE_PAUSE_MS_WAITING : undefined
}

function isWaitedFor(order: Order, at: Instant): boolean {
  return at - lastSeenAt(order) < WAITING_MS
}

/** Whether the customer may yet be led to the payment, or approve it. */
function isUndecided(attempt: Attempt): boolean {
  return attempt.payment?.state !== 'AUTHORIZED' && !isOver(attempt)
}

/** An attempt once its customer is there: what is due later comes soon, but for what is to rest. */
export function hastened(attempt: Attempt, at: Instant): Attempt {
  if (!isUndecided(attempt)) return attempt
  const { nextReadAt, restUntil, intents } = attempt
  const [create, ...others] = intents
  const isPostponed =
    create?.state === 'recorded' && create.timesSent > 0 && create.restUntil === undefined
  const dueAt = create && earliest(create.dueAt, addMs(at, CREATE_PAUSE_MS_WAITING))
  return {
    ...attempt,
    ...(isPostponed && dueAt !== undefined && { intents: [{ ...create, dueAt }, ...others] }),
    ...(nextReadAt !== undefined &&
      restUntil === undefined && { nextReadAt: sooner(nextReadAt, addMs(at, READ_SOON_MS)) }),
  }
}

function sooner(one: Instant, other: Instant): Instant {
  return one < other ? one : other
}
