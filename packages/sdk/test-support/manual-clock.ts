interface Timer {
  readonly at: number
  readonly callback: () => void
}

/** A clock that stands still until a test moves it. */
export class ManualClock {
  #now = 1_000_000
  #timers: readonly Timer[] = []

  now(): number {
    return this.#now
  }

  /** How many wait. */
  get waiting(): number {
    return this.#timers.length
  }

  setTimer(delayMs: number, callback: () => void): () => void {
    const timer = { at: this.#now + delayMs, callback }
    this.#timers = [...this.#timers, timer]
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  advance(byMs: number): void {
    this.#now += byMs
    const due = this.#timers.filter(({ at }) => at <= this.#now)
    this.#timers = this.#timers.filter((timer) => !due.includes(timer))
    for (const { callback } of due) callback()
  }
}
