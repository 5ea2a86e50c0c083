import type { Intent, Order } from '@kvitt/domain'
import { orderNumberOf } from '@kvitt/domain'
import type { Fetch } from '@kvitt/sdk'
import { operationOf } from './operation-of.ts'

const CHANGES: ReadonlySet<string> = new Set(['create', 'capture', 'refund', 'cancel'])

/** What a change says, as far as its payment server has to keep it. */
interface Said {
  readonly reference?: string
  readonly modificationAmount?: { readonly value: number }
  readonly cancelTransactionOnly?: boolean
}

/**
 * Stands at the provider's door, and holds every change that comes against what its payment server
 * has on disk at that moment: nothing goes out that is not there, nor otherwise, nor more often.
 */
export class SentChanges {
  /** What went out and should not have, in words. */
  readonly faults: string[] = []
  readonly #prefix: string
  readonly #stored: (number: string) => Promise<Order | undefined>
  readonly #times = new Map<string, number>()

  /** @param stored the order of a number as it is on disk */
  constructor(prefix: string, stored: (number: string) => Promise<Order | undefined>) {
    this.#prefix = prefix
    this.#stored = stored
  }

  readonly calls =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const { name } = operationOf(request)
      if (!CHANGES.has(name)) return fetch(request)
      const key = request.headers.get('idempotency-key') ?? ''
      const text = await request.clone().text()
      const said = JSON.parse(text === '' ? '{}' : text) as Said
      const reference = operationOf(request).reference ?? said.reference ?? ''
      const number = orderNumberOf(this.#prefix, reference)
      // Whether a sales unit takes payments again is tried with payments that are of no order.
      if (number !== undefined) {
        const state = await this.#stored(number)
        const attempt = state?.attempts.find((each) => each.reference === reference)
        const intent = attempt?.intents.find((each) => each.key === key)
        this.#note(name, key, said, intent)
      }
      const answer = await fetch(request)
      // It is sent again at once with another token.
      if (answer.status === 401) this.#times.set(key, (this.#times.get(key) ?? 1) - 1)
      return answer
    }

  #note(name: string, key: string, said: Said, intent: Intent | undefined): void {
    const times = (this.#times.get(key) ?? 0) + 1
    this.#times.set(key, times)
    if (intent?.type !== name) {
      this.faults.push(`${name} ${key} is sent, and is not on disk`)
      return
    }
    const { timesSent, amount, transactionOnly = false } = intent
    if (times > timesSent) {
      this.faults.push(
        `${name} ${key} is sent for the ${times}. time, and stands on disk as sent ${timesSent} times`,
      )
    }
    const { modificationAmount, cancelTransactionOnly = false } = said
    if ((modificationAmount?.value ?? 0) !== amount || cancelTransactionOnly !== transactionOnly) {
      this.faults.push(`${name} ${key} is sent otherwise than it stands on disk`)
    }
  }
}
