import { addMs, type DurationMs, type Instant } from '@kvitt/values'

/** What a timer of Node counts to; it takes a longer delay for one millisecond. */
const DELAY_MAX_MS = 2 ** 31 - 1

interface Timer {
  readonly at: Instant
  readonly callback: () => void
}

/** A system clock that stands still until a test moves it. */
export class FakeClock {
  #now: Instant
  #timers: readonly Timer[] = []
  #awaited: { readonly delayMs: DurationMs; readonly resolve: () => void } | undefined

  constructor(now: Instant) {
    this.#now = now
  }

  now(): Instant {
    return this.#now
  }

  get timers(): number {
    return this.#timers.length
  }

  setTimer(delayMs: DurationMs, callback: () => void): () => void {
    if (!(delayMs >= 0 && delayMs <= DELAY_MAX_MS)) throw new RangeError(`a delay of ${delayMs}`)
    const timer = { at: addMs(this.#now, delayMs), callback }
    this.#timers = [...this.#timers, timer]
    if (this.#awaited?.delayMs === delayMs) this.#awaited.resolve()
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer)
    }
  }

  /** Resolves when somebody next begins to wait for this long. */
  timerOf(delayMs: DurationMs): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited = { delayMs, resolve }
    })
  }

  /** Moves time by as much, back too, and calls back what has fallen due, the earliest first. */
  advance(byMs: DurationMs): void {
    const target = addMs(this.#now, byMs)
    for (let next = this.#takeDue(target); next; next = this.#takeDue(target)) {
      if (next.at > this.#now) this.#now = next.at
      next.callback()
    }
    this.#now = target
  }

  #takeDue(target: Instant): Timer | undefined {
    const [next] = this.#timers.toSorted((left, right) => left.at - right.at)
    if (!next || next.at > target) return undefined
    this.#timers = this.#timers.filter((each) => each !== next)
    return next
  }
}
