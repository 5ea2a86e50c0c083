import type { Store } from '@kvitt/store'
import type { Scheduler } from 'fast-check'

/** After how many turns of the event loop without anything new all of it has come to a halt. */
const QUIET_TURNS = 6

/** How much is done in one race; the busiest do a tenth of it. */
const VISITS_MAX = 5_000

/**
 * What everything on its way passes, one at a time: while a scheduler stands at it, the scheduler
 * says who is next; else it is open.
 */
export class Gate {
  scheduler: Scheduler | undefined
  #working = 0
  #visits = 0
  #rested = Promise.resolve()
  #rest = (): void => {}

  /** Waits for its turn. */
  async pass(label: string): Promise<void> {
    await this.scheduler?.schedule(Promise.resolve(), label)
  }

  /** Does something elsewhere: it waits for its turn on the way there, and on the way back. */
  async visit<Result>(label: string, work: () => Promise<Result>): Promise<Result> {
    this.#visits += 1
    if (this.#visits > VISITS_MAX) throw new Error(`the race does not come to rest: ${label}`)
    await this.pass(label)
    if (this.#working === 0) {
      const { promise, resolve } = Promise.withResolvers<void>()
      this.#rested = promise
      this.#rest = resolve
    }
    this.#working += 1
    try {
      return await work()
    } finally {
      this.#working -= 1
      if (this.#working === 0) this.#rest()
      await this.pass(`${label}: answered`)
    }
  }

  /** Resolves when nothing moves any more but what waits for its turn. */
  async quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      if (this.#working === 0) continue
      turns = -1
      await this.#rested
    }
  }

  /** A store whose every answer waits for its turn. */
  guard(store: Store, name: string): Store {
    return new Proxy(store, {
      get: (_store, method) => {
        const value: unknown = Reflect.get(store, method)
        if (typeof value !== 'function') return value
        const call = (given: readonly unknown[]): unknown => Reflect.apply(value, store, given)
        if (!AWAITED.has(method)) return (...given: readonly unknown[]) => call(given)
        return (...given: readonly unknown[]) =>
          this.visit(`${name} ${String(method)}`, async () => call(given))
      },
    })
  }
}

/** What a payment server waits for; the rest only listens. */
const AWAITED: ReadonlySet<string | symbol> = new Set([
  'decide',
  'reply',
  'load',
  'list',
  'history',
  'claimDue',
  'release',
  'nextWakeAt',
])
