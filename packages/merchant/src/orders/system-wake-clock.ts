import type { WakeClock } from '@kvitt/store'
import type { Clock } from '../services.ts'

/** No timer may be longer than what a 32-bit counter of milliseconds holds. */
const TIMER_MAX_MS = 2 ** 31 - 1

/** Orders live on the machine's own time, which nobody sets. */
export function systemWakeClock(clock: Clock): WakeClock {
  return {
    now: () => clock.now(),
    onSet: () => {},
    setTimer: (at, callback) => {
      const delayMs = Math.min(Math.max(at - clock.now(), 0), TIMER_MAX_MS)
      return clock.setTimer(delayMs, callback)
    },
  }
}
