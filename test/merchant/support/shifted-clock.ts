import type { FakeClock } from '@kvitt/testing/fake-clock'
import { addMs, type DurationMs, type Instant } from '@kvitt/values'

/** The clock of another machine: as fast, and never quite right. */
export function shiftedClock(
  clock: FakeClock,
  aheadMs: DurationMs,
): {
  now(): Instant
  setTimer(delayMs: DurationMs, callback: () => void): () => void
} {
  return {
    now: () => addMs(clock.now(), aheadMs),
    setTimer: (delayMs, callback) => clock.setTimer(delayMs, callback),
  }
}
