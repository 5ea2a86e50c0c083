import { useInterval } from '@mantine/hooks'
import type { ClockView } from '@kvitt/contract'
import { useState } from 'react'
import { useClock } from './clock-queries.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const TICK_MS = SECOND_MS

export interface EnvironmentNow {
  readonly clock: ClockView
  /** What the environment's clock shows, in milliseconds since 1970; goes on by itself. */
  readonly nowMs: number
  /** The machine's clock, likewise. */
  readonly systemNowMs: number
  /** How far one is ahead of the other, in milliseconds; 0 when that is not worth telling. */
  readonly movedMs: number
}

/** The environment's time, second by second; undefined until it is known. */
export function useEnvironmentNow(): EnvironmentNow | undefined {
  const { data: clock, dataUpdatedAt } = useClock()
  const [browserNow, setBrowserNow] = useState(() => Date.now())
  useInterval(() => setBrowserNow(Date.now()), TICK_MS, { autoInvoke: true })
  if (!clock) return undefined
  // What this browser's own clock shows does not matter, only how long ago the others were read.
  const sinceMs = Math.max(browserNow - dataUpdatedAt, 0)
  const systemNowMs = Date.parse(clock.systemNow) + sinceMs
  const nowMs = Date.parse(clock.now) + (clock.frozen ? 0 : sinceMs)
  return { clock, nowMs, systemNowMs, movedMs: wholeUnits(nowMs - systemNowMs, clock.frozen) }
}

/** A frozen clock falls behind all the time: that is told by the minute, else it would flicker. */
function wholeUnits(movedMs: number, isFrozen: boolean): number {
  const unitMs = isFrozen ? MINUTE_MS : SECOND_MS
  return Math.round(movedMs / unitMs) * unitMs
}
