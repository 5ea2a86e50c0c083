import type { Fetch } from '@kvitt/sdk'
import type { Interrupt } from './fence.ts'
import type { SeededRandom } from './seeded-random.ts'

/** What can befall a call to the provider, and how often beside the others. */
const MISHAPS = weighed([
  ['none', 30],
  ['lost before', 2],
  ['lost after', 4],
  ['late', 1],
  ['500 before', 2],
  ['500 after', 3],
  ['401', 1],
  ['423', 2],
  ['429', 2],
  ['crash before', 1],
  ['crash after', 2],
  ['crash late', 1],
] as const)

/** What can befall a webhook. */
const DELIVERIES = ['pass', 'pass', 'lost', 'doubled', 'late', 'refused'] as const

/** What can befall what the shop is told. */
const TELLINGS = weighed([
  ['none', 12],
  ['lost before', 1],
  ['lost after', 1],
  ['503', 1],
  ['crash before', 1],
  ['crash after', 1],
] as const)

/** A process dies once in so many calls of its store, before or after what it asked for. */
const STORE_CALLS_PER_CRASH = 400

/** How much goes wrong: nothing, webhooks alone, or everything. */
export type Weather = 'calm' | 'deaf' | 'stormy'

/** A network that lies, loses and repeats, and machines that die, as their seed has it. */
export class Network {
  weather: Weather = 'calm'
  isProviderReachable = true
  /** Whether the provider takes the payment server's keys. */
  areKeysRight = true
  /** Whether the provider takes what customers are told beside their payments. */
  isInformationTaken = true
  crash: () => void = () => {}
  readonly #random: SeededRandom
  readonly #count: (what: string) => void
  #delayed: (() => Promise<void>)[] = []

  /** @param count is told whatever goes wrong */
  constructor(random: SeededRandom, count: (what: string) => void = () => {}) {
    this.#random = random
    this.#count = count
  }

  get #isStormy(): boolean {
    return this.weather === 'stormy'
  }

  /** One of some things that may happen, counted. */
  #befall<What extends string>(where: string, whats: readonly What[]): What {
    const what = this.#random.pick(whats)
    if (what !== 'none' && what !== 'pass') this.#count(`${where}: ${what}`)
    return what
  }

  /** Between the payment server and the provider. */
  readonly calls =
    (fetch: Fetch): Fetch =>
    async (request) => {
      if (!this.isProviderReachable) throw new TypeError('fetch failed')
      if (!this.areKeysRight) return problem(401)
      const isInformation = request.url.includes('/order-management/')
      if (isInformation && !this.isInformationTaken) return problem(503)
      const mishap = this.#isStormy ? this.#befall('call', MISHAPS) : 'none'
      switch (mishap) {
        case 'none':
          return fetch(request)
        case 'crash before':
          this.crash()
          throw new TypeError('fetch failed')
        case 'lost before':
          throw new TypeError('fetch failed')
        case 'late':
        case 'crash late':
          // It has been given up when it takes effect. Nothing orders two links on the wire: one that
          // comes after its successor would win there, so those are lost instead.
          if (!isInformation) this.#delayed.push(() => dropped(fetch(request)))
          if (mishap === 'crash late') this.crash()
          throw new TypeError('fetch failed')
        case '500 before':
          return problem(500)
        case '401':
          return problem(401)
        case '423':
          return problem(423)
        case '429':
          return tooMany()
        case 'lost after':
        case '500 after':
        case 'crash after':
          await dropped(fetch(request))
          if (mishap === 'crash after') this.crash()
          if (mishap === '500 after') return problem(500)
          throw new TypeError('fetch failed')
      }
    }

  /** Between the provider and the payment server: webhooks are lost, doubled, late, out of order. */
  readonly webhooks =
    (fetch: Fetch): Fetch =>
    async (request) => {
      if (!this.isProviderReachable) return new Response(null, { status: 503 })
      if (this.weather === 'calm') return fetch(request)
      const copy = request.clone()
      const again = (): Promise<void> => dropped(fetch(copy))
      switch (this.#befall('webhook', DELIVERIES)) {
        case 'pass':
          return fetch(request)
        case 'lost':
          // The provider believes that it has arrived.
          return new Response(null, { status: 200 })
        case 'late':
          this.#delayed.push(again)
          return new Response(null, { status: 200 })
        case 'doubled':
          this.#delayed.push(again)
          return fetch(request)
        case 'refused':
          return new Response(null, { status: 503 })
      }
    }

  /** Between the payment server and the shop. */
  readonly toShop =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const telling = this.#isStormy ? this.#befall('event', TELLINGS) : 'none'
      if (telling === 'none') return fetch(request)
      if (telling === '503') return new Response(null, { status: 503 })
      if (telling === 'lost after' || telling === 'crash after') await dropped(fetch(request))
      if (telling === 'crash before' || telling === 'crash after') this.crash()
      throw new TypeError('fetch failed')
    }

  /** Loses a process between any two things that it asks of its store. */
  readonly interrupt: Interrupt = (moment, method) => {
    if (!this.#isStormy || this.#random.next() * STORE_CALLS_PER_CRASH >= 1) return
    this.#count(`store: crash ${moment} ${method}`)
    this.crash()
  }

  /** Lets some of what was on its way arrive, in any order; all of it once nothing goes wrong. */
  async arrive(): Promise<void> {
    const isAll = this.weather === 'calm'
    const delayed = this.#delayed.filter(() => isAll || this.#random.next() < 0.6)
    this.#delayed = this.#delayed.filter((each) => !delayed.includes(each))
    while (delayed.length > 0) {
      const [next] = delayed.splice(Math.floor(this.#random.next() * delayed.length), 1)
      await next?.()
    }
  }
}

/** The answer to a request that nobody waits for. */
async function dropped(answer: Promise<Response>): Promise<void> {
  await answer.then(
    (response) => response.body?.cancel(),
    () => {},
  )
}

function weighed<What extends string>(whats: readonly (readonly [What, number])[]): What[] {
  return whats.flatMap(([what, weight]) => Array<What>(weight).fill(what))
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
