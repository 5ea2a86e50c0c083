import { payment } from '@kvitt/domain'
import type { Written } from '@kvitt/store'

/** How many may watch at once, and how many of them one payment. */
const WATCHERS_MAX = 500
const WATCHERS_OF_PAYMENT_MAX = 20

/** Tells whoever looks at a payment that it may be another than before: of no other they hear. */
export class PaymentWatchers {
  readonly #watchers = new Map<string, Set<() => void>>()
  #count = 0
  #isClosed = false

  /** Calls back whenever the payment may have changed; returns how to call it off, or undefined when too many watch. */
  watch(key: string, callback: () => void): (() => void) | undefined {
    const ofPayment = this.#watchers.get(key) ?? new Set()
    if (this.#count >= WATCHERS_MAX || ofPayment.size >= WATCHERS_OF_PAYMENT_MAX) return undefined
    this.#watchers.set(key, ofPayment.add(callback))
    this.#count += 1
    return () => {
      if (!ofPayment.delete(callback)) return
      this.#count -= 1
      if (ofPayment.size === 0) this.#watchers.delete(key)
    }
  }

  /** Tells of what a commit has written. */
  tell(written: readonly Written[]): void {
    if (this.#count === 0) return
    for (const { kind, key } of written) {
      if (kind !== payment.kind) continue
      for (const callback of this.#watchers.get(key) ?? []) callback()
    }
  }

  /** Tells everybody: the clock was moved, or everything is forgotten. */
  tellAll(): void {
    for (const callbacks of this.#watchers.values()) {
      for (const callback of callbacks) callback()
    }
  }

  /** Nothing more will come. */
  close(): void {
    this.#isClosed = true
    this.tellAll()
  }

  get isClosed(): boolean {
    return this.#isClosed
  }
}
