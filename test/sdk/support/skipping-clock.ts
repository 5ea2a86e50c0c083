import type { Clock } from '@kvitt/sdk'

/** Waits from here on are time-outs, which do not pass. */
const TIMEOUT_MS = 90_000

/** Give these to a client with a `SkippingClock`: longer than any wait between attempts. */
export const LONG_TIMEOUTS = { attemptMs: 100_000, callMs: 300_000 } as const

/** A clock on which every wait is over at once, having taken its time. */
export class SkippingClock implements Clock {
  /** How long was waited, wait by wait, in ms. */
  readonly waitsMs: number[] = []
  #now: number

  constructor(now: number) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  pass(durationMs: number): void {
    this.#now += durationMs
  }

  setTimer(delayMs: number, callback: () => void): () => void {
    if (delayMs >= TIMEOUT_MS) return () => {}
    const timer = setImmediate(() => {
      this.waitsMs.push(delayMs)
      this.#now += delayMs
      callback()
    })
    return () => clearImmediate(timer)
  }
}
