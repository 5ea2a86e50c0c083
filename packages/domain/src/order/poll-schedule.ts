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
  /** The pause between readings, by how old the attempt is at the most, youngest first. */
  readonly steps: readonly { readonly untilAgeMs: DurationMs; readonly everyMs: DurationMs }[]
}

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

/** When to read next, after a reading at `at`; undefined when the schedule is over. */
export function nextPollAt(
  { firstMs, steps }: PollSchedule,
  startedAt: Instant,
  at: Instant,
): Instant | undefined {
  const ageMs = at - startedAt
  if (ageMs < firstMs) return addMs(startedAt, firstMs)
  const step = steps.find(({ untilAgeMs }) => ageMs < untilAgeMs)
  return step && addMs(at, step.everyMs)
}

/** The slowest pause: enough where only an employee or a deadline changes something. */
export function nextSlowPollAt(
  { steps }: PollSchedule,
  startedAt: Instant,
  at: Instant,
): Instant | undefined {
  const last = steps.at(-1)
  return last && at - startedAt < last.untilAgeMs ? addMs(at, last.everyMs) : undefined
}

const PAUSES_MS: readonly DurationMs[] = [2 * SECOND_MS, 5 * SECOND_MS, 15 * SECOND_MS, MINUTE_MS]
const PAUSE_MS = 5 * MINUTE_MS
/** About a day of failures: whatever is wrong does not end soon. */
const FAILURES_OF_A_DAY = 300

/**
 * How long to wait after something has failed so many times in a row, at least as long as asked.
 * Five minutes at the most during a day, so that an order is right soon after an outage.
 */
export function pauseMs(failures: number, askedMs: DurationMs = 0): DurationMs {
  const ownMs = failures > FAILURES_OF_A_DAY ? HOUR_MS : (PAUSES_MS[failures - 1] ?? PAUSE_MS)
  return Math.max(ownMs, Math.min(askedMs, HOUR_MS))
}
