import type { DurationMs } from '@kvitt/values'
import type { SystemClock } from '../services.ts'

/** Requests that are under way have not come to their end in time. */
export class RequestsUnderWayError extends Error {
  override readonly name = 'RequestsUnderWayError'
}

/** Lets requests through, except while something is done that none of them may fall into. */
export class RequestGate {
  readonly #clock: SystemClock
  #underWay = 0
  #opened: Promise<void> | undefined
  #onLeave: () => void = () => {}

  constructor(clock: SystemClock) {
    this.#clock = clock
  }

  async pass<Result>(request: () => Promise<Result> | Result): Promise<Result> {
    while (this.#opened) await this.#opened
    this.#underWay += 1
    try {
      return await request()
    } finally {
      this.#underWay -= 1
      this.#onLeave()
    }
  }

  /**
   * Does something, asked to by a request that has passed itself, while no other is under way:
   * those that are are waited for, those that come wait. One at a time.
   *
   * @throws RequestsUnderWayError when that takes longer than `waitMaxMs`
   */
  async closedFor<Result>(waitMaxMs: DurationMs, work: () => Promise<Result>): Promise<Result> {
    const { promise, resolve: open } = Promise.withResolvers<void>()
    this.#opened = promise
    try {
      await this.#othersGone(waitMaxMs)
      return await work()
    } finally {
      this.#opened = undefined
      open()
    }
  }

  #othersGone(waitMaxMs: DurationMs): Promise<void> {
    if (this.#underWay <= 1) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const end = (): void => {
        cancel()
        this.#onLeave = () => {}
      }
      const cancel = this.#clock.setTimer(waitMaxMs, () => {
        end()
        reject(new RequestsUnderWayError('others are under way'))
      })
      this.#onLeave = () => {
        if (this.#underWay > 1) return
        end()
        resolve()
      }
    })
  }
}
