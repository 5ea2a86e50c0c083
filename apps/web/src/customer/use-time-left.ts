import type { ClockView } from '@kvitt/contract'
import { useEffect, useState } from 'react'

const SECOND_MS = 1_000

/**
 * How long a payment still waits, in ms and never below 0, by the environment's clock: that runs on
 * from what the server last said, or stands still.
 */
export function useTimeLeft(
  expiresAt: string,
  { now, frozen }: Pick<ClockView, 'now' | 'frozen'>,
): number {
  const [passedMs, setPassedMs] = useState(0)
  useEffect(() => {
    setPassedMs(0)
    if (frozen) return undefined
    const begun = performance.now()
    const timer = setInterval(() => setPassedMs(performance.now() - begun), SECOND_MS)
    return () => clearInterval(timer)
  }, [now, frozen])
  return Math.max(Date.parse(expiresAt) - Date.parse(now) - passedMs, 0)
}
