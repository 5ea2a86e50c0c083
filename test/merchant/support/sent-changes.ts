import type { Intent, Order } from '@kvitt/domain'
import { orderNumberOf } from '@kvitt/domain'
import type { Fetch } from '@kvitt/sdk'
import { operationOf } from './operation-of.ts'

const CHANGES: ReadonlySet<string> = new Set(['create', 'capture', 'refund', 'cancel'])

/**
 * Stands at the provider's door, and holds every change that comes against what its payment server
 * has on disk at that moment: nothing goes out that is not there, nor more often.
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
      const intent = await this.#intentOf(request, key)
      // Whether a sales unit takes payments again is tried with payments that are of no order.
      if (intent !== 'of no order') this.#note(name, key, intent)
      const answer = await fetch(request)
      // It is sent again at once with another token.
      if (answer.status === 401) this.#times.set(key, (this.#times.get(key) ?? 1) - 1)
      return answer
    }

  async #intentOf(request: Request, key: string): Promise<Intent | 'of no order' | undefined> {
    const reference = operationOf(request).reference ?? (await referenceIn(request))
    const number = orderNumberOf(this.#prefix, reference)
    if (number === undefined) return 'of no order'
    const state = await this.#stored(number)
    const attempt = state?.attempts.find((each) => each.reference === reference)
    return attempt?.intents.find((each) => each.key === key)
  }

  #note(name: string, key: string, intent: Intent | undefined): void {
    const times = (this.#times.get(key) ?? 0) + 1
    this.#times.set(key, times)
    const { type, timesSent = 0 } = intent ?? {}
    if (type !== name) this.faults.push(`${name} ${key} is sent, and is not on disk`)
    else if (times > timesSent) {
      this.faults.push(
        `${name} ${key} is sent for the ${times}. time, and stands on disk as sent ${timesSent} times`,
      )
    }
  }
}

async function referenceIn(request: Request): Promise<string> {
  const { reference } = (await request.clone().json()) as { readonly reference: string }
  return reference
}
