import type { Fetch } from '@kvitt/sdk'
import type { SeededRandom } from './seeded-random.ts'

/** What can befall a call to the provider, and how often beside the others. */
const MISHAPS = [
  ['none', 30],
  ['lost before', 2],
  ['lost after', 4],
  ['500 before', 2],
  ['500 after', 3],
  ['423', 2],
  ['429', 2],
  ['crash before', 1],
  ['crash after', 2],
] as const

const WEIGHED = MISHAPS.flatMap(([mishap, weight]) => Array<typeof mishap>(weight).fill(mishap))

/** A network that lies, loses and repeats as its seed has it. */
export class Network {
  /** Whether anything goes wrong at all. */
  isFaulty = true
  isProviderReachable = true
  crash: () => void = () => {}
  readonly #random: SeededRandom
  #delayed: (() => Promise<void>)[] = []

  constructor(random: SeededRandom) {
    this.#random = random
  }

  /** Between the payment server and the provider. */
  readonly calls =
    (fetch: Fetch): Fetch =>
    async (request) => {
      if (!this.isProviderReachable) throw new TypeError('fetch failed')
      const mishap = this.isFaulty ? this.#random.pick(WEIGHED) : 'none'
      if (mishap === 'crash before') this.crash()
      if (mishap === 'lost before' || mishap === 'crash before') throw new TypeError('fetch failed')
      if (mishap === '500 before') return problem(500)
      if (mishap === '423') return problem(423)
      if (mishap === '429') return tooMany()
      const response = await fetch(request)
      if (mishap === 'none') return response
      await response.body?.cancel()
      if (mishap === 'crash after') this.crash()
      if (mishap === '500 after') return problem(500)
      throw new TypeError('fetch failed')
    }

  /** Between the provider and the payment server: webhooks are lost, doubled, late, out of order. */
  readonly webhooks =
    (fetch: Fetch): Fetch =>
    async (request) => {
      if (!this.isFaulty) return fetch(request)
      const again = (): Promise<void> =>
        fetch(request.clone()).then(
          () => {},
          () => {},
        )
      const copy = request.clone()
      switch (this.#random.pick(['pass', 'pass', 'lost', 'doubled', 'late', 'refused'])) {
        case 'lost':
          // The provider believes that it has arrived.
          return new Response(null, { status: 200 })
        case 'late':
          this.#delayed.push(again)
          return new Response(null, { status: 200 })
        case 'doubled':
          this.#delayed.push(again)
          return fetch(copy)
        case 'refused':
          return new Response(null, { status: 503 })
        default:
          return fetch(copy)
      }
    }

  /** Lets webhooks arrive that were on their way, in any order. */
  async arrive(): Promise<void> {
    const delayed = this.#delayed
    this.#delayed = []
    while (delayed.length > 0) {
      const [next] = delayed.splice(Math.floor(this.#random.next() * delayed.length), 1)
      await next?.()
    }
  }
}

function problem(status: number): Response {
  const body = { type: 'about:blank', title: 'Out of order', status, traceId: '00-1-1-01' }
  return Response.json(body, {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}

function tooMany(): Response {
  const body = { statusCode: 429, message: 'Rate limit is exceeded. Try again in 9 seconds.' }
  return Response.json(body, { status: 429, headers: { 'Retry-After': '9' } })
}
