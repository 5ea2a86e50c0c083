import { attemptOf, order, type Order } from '@kvitt/domain'
import type { Store } from '@kvitt/store'
import { addMs, SECOND_MS, type DurationMs, type Instant, type Reference } from '@kvitt/values'
import type { Clock } from '../services.ts'

/** How often is looked whether another node has changed what is waited for. */
const LOOK_MS = SECOND_MS
/** How many requests wait at once; more are answered with the order as it is. */
const WAITING_MAX = 10_000

/** Lets a request wait until an order has come to something. */
export class OrderWatch {
  readonly #store: Store
  readonly #clock: Clock
  readonly #waiting = new Map<string, Set<() => void>>()
  #waitingCount = 0

  constructor(store: Store, clock: Clock) {
    this.#store = store
    this.#clock = clock
    store.onCommit((written) => {
      for (const { kind, key } of written) {
        if (kind === order.kind) this.#waiting.get(key)?.forEach((look) => look())
      }
    })
  }

  /** The order once it is as wanted, or as it is when `limitMs` is over or too many wait. */
  async until(
    key: string,
    isWanted: (state: Order) => boolean,
    limitMs: DurationMs,
  ): Promise<Order | undefined> {
    if (this.#waitingCount >= WAITING_MAX) return this.#store.load(order, key)
    this.#waitingCount += 1
    try {
      return await this.#wait(key, isWanted, addMs(this.#clock.now(), limitMs))
    } finally {
      this.#waitingCount -= 1
    }
  }

  async #wait(
    key: string,
    isWanted: (state: Order) => boolean,
    end: Instant,
  ): Promise<Order | undefined> {
    for (;;) {
      const changed = this.#change(key)
      const state = await this.#store.load(order, key)
      if (!state || isWanted(state) || this.#clock.now() >= end) {
        changed.stop()
        return state
      }
      await changed.soon
    }
  }

  /**
   * The order once the payment has been read as it was asked for, whatever came of that, or as it
   * is when `limitMs` is over.
   *
   * @param wanted the order just after the reading was asked for
   */
  async untilRead(
    key: string,
    reference: Reference,
    wanted: Order | undefined,
    limitMs: DurationMs,
  ): Promise<Order | undefined> {
    const { readsWanted = 0 } = (wanted && attemptOf(wanted, reference)) ?? {}
    const isServed = (state: Order): boolean =>
      (attemptOf(state, reference)?.readsServed ?? 0) >= readsWanted
    return this.until(key, isServed, limitMs)
  }

  /** Resolves at the next change, or when it is time to look for those of other nodes. */
  #change(key: string): { readonly soon: Promise<void>; readonly stop: () => void } {
    const { promise, resolve } = Promise.withResolvers<void>()
    const listeners = this.#waiting.get(key) ?? new Set()
    this.#waiting.set(key, listeners)
    const stopTimer = this.#clock.setTimer(LOOK_MS, () => finish())
    const finish = (): void => {
      stopTimer()
      listeners.delete(finish)
      if (listeners.size === 0) this.#waiting.delete(key)
      resolve()
    }
    listeners.add(finish)
    return { soon: promise, stop: finish }
  }
}
