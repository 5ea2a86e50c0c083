import type { SystemClock } from '@kvitt/provider'
import { instant } from '@kvitt/values'

export const systemClock: SystemClock = {
  now: () => instant(Date.now()),
  setTimer: (delayMs, callback) => {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}
