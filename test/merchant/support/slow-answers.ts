import type { FakeClock } from '@kvitt/testing/fake-clock'
import { addMs, earliest, type DurationMs, type Instant } from '@kvitt/values'

/** After how many turns of the event loop without a call nothing is taken to be under way. */
const IDLE_TURNS = 10

interface Held {
  readonly at: Instant
  readonly lose: () => void
}

/** Answers that are long on their way: much may happen before they come, and time has to pass. */
export class SlowAnswers {
  readonly #clock: FakeClock
  readonly #isWaitedFor: () => boolean
  readonly #held = new Set<Held>()

  /** @param isWaitedFor whether anybody is there to hear an answer */
  constructor(clock: FakeClock, isWaitedFor: () => boolean) {
    this.#clock = clock
    this.#isWaitedFor = isWaitedFor
  }

  /** How many are on their way. */
  get count(): number {
    return this.#held.size
  }

  /** When the next of them comes. */
  get nextAt(): Instant | undefined {
    return earliest(...[...this.#held].map(({ at }) => at))
  }

  /** An answer when so much time has passed: it says what was true before. */
  async hold(answer: Response, delayMs: DurationMs): Promise<Response> {
    if (!this.#isWaitedFor()) throw new TypeError('fetch failed')
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const lose = (): void => reject(new TypeError('fetch failed'))
    const held = { at: addMs(this.#clock.now(), delayMs), lose }
    const stop = this.#clock.setTimer(delayMs, resolve)
    this.#held.add(held)
    try {
      await promise
      return answer
    } finally {
      stop()
      this.#held.delete(held)
    }
  }

  /**
   * Resolves when something is over, or waits for time to pass.
   *
   * @param inFlight how many calls are under way, these answers among them
   * @returns whether it is over
   */
  async overOrWaiting(work: Promise<unknown>, inFlight: () => number): Promise<boolean> {
    let isOver = false
    const end = (): void => void (isOver = true)
    work.then(end, end)
    for (let idle = 0; !isOver && idle < IDLE_TURNS;) {
      await new Promise((resolve) => setImmediate(resolve))
      idle = inFlight() === this.count ? idle + 1 : 0
    }
    return isOver
  }

  /** Resolves when something is over, or goes on only when one of these answers comes. */
  async overOrHeld(work: Promise<unknown>, inFlight: () => number): Promise<void> {
    while (!(await this.overOrWaiting(work, inFlight)) && this.count === 0);
  }

  /** Whoever waited for them is gone. */
  drop(): void {
    for (const { lose } of this.#held) lose()
  }
}
