import type { Due, Store } from '@kvitt/store'
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
  /** Throws when something is wrong already, though nothing has come to rest. */
  check: () => void = () => {}
  readonly #onLapse: () => void
  #lapses: number
  #working = 0
  #visits = 0
  #lastVisit = ''
  #rested = Promise.resolve()
  #rest = (): void => {}

  /**
   * @param lapses how many leases run out while what was claimed is under way
   * @param onLapse is told of each
   */
  constructor(lapses: number, onLapse: () => void) {
    this.#lapses = lapses
    this.#onLapse = onLapse
  }

  /** Lets everything through, in the order in which it came to stand here. */
  async open(): Promise<void> {
    const { scheduler } = this
    this.scheduler = undefined
    await scheduler?.waitIdle()
  }

  /** Waits for its turn. */
  async pass(label: string): Promise<void> {
    await this.scheduler?.schedule(Promise.resolve(), label)
  }

  /**
   * Does something elsewhere: it waits for its turn on the way there, and on the way back.
   *
   * @param slowness how many turns the way back takes
   */
  async visit<Result>(label: string, work: () => Promise<Result>, slowness = 1): Promise<Result> {
    this.#visits += 1
    this.#lastVisit = label
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
      for (let turn = 0; turn < slowness; turn += 1) await this.pass(`${label}: answered`)
    }
  }

  /** Resolves when nothing moves any more but what waits for its turn; fails when that never comes. */
  async quiet(): Promise<void> {
    for (let turns = 0; turns < QUIET_TURNS; turns += 1) {
      await new Promise((resolve) => setImmediate(resolve))
      this.check()
      const isEndless = this.#visits > VISITS_MAX
      if (isEndless) throw new Error(`the race does not come to rest: ${this.#lastVisit}`)
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
        if (method === 'claimDue') return this.#claiming(store, name)
        if (!AWAITED.has(method)) return (...given: readonly unknown[]) => call(given)
        return (...given: readonly unknown[]) =>
          this.visit(`${name} ${String(method)}`, async () => call(given))
      },
    })
  }

  /** Claims that others may be given too, before what was claimed is done. */
  #claiming(store: Store, name: string): Store['claimDue'] {
    return async (...given) => {
      const dues = await this.visit(`${name} claimDue`, () => store.claimDue(...given))
      if (dues.length > 0 && this.#lapses > 0 && this.scheduler) {
        this.#lapses -= 1
        void this.#lapse(store, dues)
      }
      return dues
    }
  }

  async #lapse(store: Store, dues: readonly Due[]): Promise<void> {
    await this.visit('a lease runs out', () => store.release(dues))
    this.#onLapse()
  }
}

/** What a payment server waits for; the rest only listens. */
const AWAITED: ReadonlySet<string | symbol> = new Set([
  'decide',
  'reply',
  'load',
  'list',
  'history',
  'release',
  'nextWakeAt',
])
