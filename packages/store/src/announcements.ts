import { earliest, type Instant } from '@kvitt/values'
import type { BatchPlan } from './batch.ts'
import type { Written } from './store.ts'

/** Tells whoever wants to know what this process has committed. */
export class Announcements {
  readonly #wakeListeners: ((wakeAt: Instant) => void)[] = []
  readonly #commitListeners: ((written: readonly Written[]) => void)[] = []

  onWake(listener: (wakeAt: Instant) => void): void {
    this.#wakeListeners.push(listener)
  }

  onCommit(listener: (written: readonly Written[]) => void): void {
    this.#commitListeners.push(listener)
  }

  announce({ aggregates }: BatchPlan): void {
    const wakeAt = earliest(...aggregates.map((write) => write.wakeAt))
    if (wakeAt !== undefined) for (const listener of this.#wakeListeners) listener(wakeAt)
    if (aggregates.length === 0 || this.#commitListeners.length === 0) return
    const written = aggregates.map(({ aggregate, key, state, events }) => ({
      kind: aggregate.kind,
      key,
      state,
      events,
    }))
    for (const listener of this.#commitListeners) listener(written)
  }
}
