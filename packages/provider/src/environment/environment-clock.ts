import { clockReading, SYSTEM_CLOCK, type ClockSetting } from '@kvitt/domain'
import type { Instant } from '@kvitt/values'
import type { SystemClock } from '../services.ts'

/** No timer may be longer than what a 32-bit counter of milliseconds holds. */
const TIMER_MAX_MS = 2 ** 31 - 1

/** The environment's own time: the system's, moved or held still. */
export class EnvironmentClock {
  readonly #system: SystemClock
  #setting: ClockSetting = SYSTEM_CLOCK
  readonly #listeners = new Set<() => void>()

  constructor(system: SystemClock) {
    this.#system = system
  }

  get setting(): ClockSetting {
    return this.#setting
  }

  now(): Instant {
    return clockReading(this.#setting, this.#system.now())
  }

  /** Takes over what the environment has decided its clock to be. */
  set(setting: ClockSetting): void {
    this.#setting = setting
    for (const listener of this.#listeners) listener()
  }

  onSet(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** Calls back when this clock has come to `at`, never while it is frozen before that. */
  setTimer(at: Instant, callback: () => void): () => void {
    const delayMs = at - this.now()
    if (delayMs > 0 && this.#setting.mode === 'frozen') return () => {}
    return this.#system.setTimer(Math.min(Math.max(delayMs, 0), TIMER_MAX_MS), callback)
  }
}
