import { addMs, MINUTE_MS, SECOND_MS, type Instant } from '@kvitt/values'
import type { SystemClock } from '../services.ts'

/** How many counters of one generation are kept; twice that many may be in memory. */
const COUNTERS_MAX = 16_384
const WINDOW_MS = MINUTE_MS

interface Counter {
  count: number
  readonly startedAt: Instant
}

/**
 * Counts calls in windows of a minute, each from its first call on. It runs on the system's clock,
 * because callers wait for `Retry-After` by their own; it counts for this node alone, in memory.
 *
 * Counters live in two generations, so that old ones go all at once: to find the oldest of one
 * large map costs more than the request. Who floods it with new keys makes it forget earlier.
 */
export class RateLimiter {
  readonly #clock: SystemClock
  #current = new Map<string, Counter>()
  #previous = new Map<string, Counter>()
  #generationEnds: Instant | undefined

  constructor(clock: SystemClock) {
    this.#clock = clock
  }

  /** Counts a call; when it is one too many, how many seconds until the next may come. */
  count(key: string, callsMax: number): number | undefined {
    const now = this.#clock.now()
    const counter = this.#current.get(key) ?? this.#previous.get(key)
    const elapsedMs = counter === undefined ? WINDOW_MS : now - counter.startedAt
    // A clock that was set back must not keep a window open for ever.
    if (counter === undefined || elapsedMs >= WINDOW_MS || elapsedMs < 0) {
      this.#begin(key, now)
      return undefined
    }
    if (counter.count >= callsMax) return Math.ceil((WINDOW_MS - elapsedMs) / SECOND_MS)
    counter.count += 1
    return undefined
  }

  clear(): void {
    this.#current.clear()
    this.#previous.clear()
  }

  #begin(key: string, now: Instant): void {
    const ends = this.#generationEnds
    if (ends === undefined || now >= ends || this.#current.size >= COUNTERS_MAX) {
      this.#previous = this.#current
      this.#current = new Map()
      this.#generationEnds = addMs(now, WINDOW_MS)
    }
    this.#previous.delete(key)
    this.#current.set(key, { count: 1, startedAt: now })
  }
}
