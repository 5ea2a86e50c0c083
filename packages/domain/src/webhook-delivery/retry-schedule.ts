import { addMs, DAY_MS, HOUR_MS, SECOND_MS, type DurationMs, type Instant } from '@kvitt/values'

/** A delivery is dropped for good this long after its first attempt. */
export const RETRY_WINDOW_MS = 7 * DAY_MS

/** The pause before an attempt, by the highest attempt number it holds for. */
const PAUSES: readonly { readonly attemptMax: number; readonly pauseMs: DurationMs }[] = [
  { attemptMax: 4, pauseMs: 2 * SECOND_MS },
  { attemptMax: 5, pauseMs: 60 * SECOND_MS },
  { attemptMax: 6, pauseMs: 120 * SECOND_MS },
  { attemptMax: 29, pauseMs: HOUR_MS },
  { attemptMax: Infinity, pauseMs: DAY_MS },
]

/**
 * When to try again after a failed attempt, or undefined when the window is over.
 *
 * @param attempt the number of the attempt that failed, from 1
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
export function nextAttemptAt(
  attempt: number,
  failedAt: Instant,
  firstAttemptAt: Instant,
): Instant | undefined {
  const pauseMs = PAUSES.find(({ attemptMax }) => attempt + 1 <= attemptMax)?.pauseMs ?? DAY_MS
  const next = addMs(failedAt, pauseMs)
  return next <= addMs(firstAttemptAt, RETRY_WINDOW_MS) ? next : undefined
}
