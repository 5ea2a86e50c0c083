import {
  addMs,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  type DurationMs,
  type Instant,
} from '@kvitt/values'

/** How often a payment is read without being asked to. */
export interface PollSchedule {
  /** From the attempt's start to the first reading. */
  readonly firstMs: DurationMs
  /**
   * The pause between readings, by how long ago at the most the customer was last seen, shortest
   * first. The last pause is that of what is reserved too.
   */
  readonly steps: readonly { readonly untilAgeMs: DurationMs; readonly everyMs: DurationMs }[]
}

/**
 * Never is a payment that can still be approved asked about more seldom, however old it is: so soon
 * after an outage every order is right, whatever webhooks were lost in it.
 */
export const OPEN_EVERY_MS_MAX = 15 * MINUTE_MS

/**
 * Quick while the customer waits, then ever slower until no reservation can be left.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/polling-guidelines/
 */
export const POLL_SCHEDULE: PollSchedule = {
  firstMs: 5 * SECOND_MS,
  steps: [
    { untilAgeMs: 10 * MINUTE_MS, everyMs: 2 * SECOND_MS },
    { untilAgeMs: 15 * MINUTE_MS, everyMs: 30 * SECOND_MS },
    { untilAgeMs: 24 * HOUR_MS, everyMs: 5 * MINUTE_MS },
    { untilAgeMs: 181 * DAY_MS, everyMs: DAY_MS },
  ],
}

/**
 * When to read a payment next that may still be approved, after a reading at `at`; undefined when
 * the schedule is over.
 *
 * @param seenAt when the customer was last seen
 */
export function nextPollAt(
  { firstMs, steps }: PollSchedule,
  seenAt: Instant,
  at: Instant,
): Instant | undefined {
  const ageMs = at - seenAt
  if (ageMs < firstMs) return addMs(seenAt, firstMs)
  const step = steps.find(({ untilAgeMs }) => ageMs < untilAgeMs)
  return step && addMs(at, Math.min(step.everyMs, OPEN_EVERY_MS_MAX))
}

/**
 * When to read a payment next of which something is reserved: at the slowest pause, which is enough
 * where only an employee or a deadline changes something.
 */
export function nextSlowPollAt(
  { steps }: PollSchedule,
  authorizedAt: Instant,
  at: Instant,
): Instant | undefined {
  const last = steps.at(-1)
  return last && at - authorizedAt < last.untilAgeMs ? addMs(at, last.everyMs) : undefined
}

/** How soon something is tried again that has failed while the customer waits for it. */
export const READ_PAUSE_MS_WAITING = 15 * SECOND_MS
/** A payment may be created five times a minute, and the client itself repeats what fails at once. */
export const CREATE_PAUSE_MS_WAITING = 30 * SECOND_MS

const PAUSES_MS: readonly DurationMs[] = [2 * SECOND_MS, 5 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS]
const PAUSE_MS = 5 * MINUTE_MS
/** About a day of failures: whatever is wrong does not end soon. */
const FAILURES_OF_A_DAY = 300

/**
 * How long to wait after something has failed so many times in a row, at least as long as asked.
 * Five minutes at the most during a day, so that an order is right soon after an outage.
 */
export function pauseMs(
  failures: number,
  { askedMs = 0, limitMs = HOUR_MS }: PauseLimits = {},
): DurationMs {
  const ownMs = failures > FAILURES_OF_A_DAY ? HOUR_MS : (PAUSES_MS[failures - 1] ?? PAUSE_MS)
  return Math.max(Math.min(ownMs, limitMs), Math.min(askedMs, HOUR_MS))
}

interface PauseLimits {
  /** What the provider has asked for: up to an hour, it counts whatever the limit is. */
  readonly askedMs?: DurationMs | undefined
  readonly limitMs?: DurationMs | undefined
}
