import type { Fetch } from '@kvitt/sdk'
import { SECOND_MS, type DurationMs } from '@kvitt/values'
import { EarlierAnswers } from './earlier-answers.ts'
import type { Interrupt } from './fence.ts'
import { DELIVERIES, MISHAPS, refusing, TELLINGS, type Mishap, type Trouble } from './mishaps.ts'
import { operationOf, type OperationName } from './operation-of.ts'
import type { SeededRandom } from './seeded-random.ts'

/** How long a slow answer takes: the last ones are given up before they come. */
const SLOW_MS = [SECOND_MS, 4 * SECOND_MS, 11 * SECOND_MS, 20 * SECOND_MS] as const

/** Of so many calls for a token something may befall one. */
const TOKENS_PER_DRAW = 4

/** A process dies once in so many calls of its store, before or after what it asked for. */
const STORE_CALLS_PER_CRASH = 400

/** How much goes wrong: nothing, webhooks alone, or everything. */
export type Weather = 'calm' | 'deaf' | 'stormy'

/** A network that lies, loses and repeats, and machines that die, as their seed has it. */
export class Network {
  weather: Weather = 'calm'
  isProviderReachable = true
  /** What the provider's side answers every call with. */
  trouble: Trouble | undefined
  /** Whether the provider takes what customers are told beside their payments. */
  isInformationTaken = true
  crash: () => void = () => {}
  /** Has an answer come later. */
  hold: (answer: Response, delayMs: DurationMs) => Promise<Response> = async (answer) => answer
  readonly #random: SeededRandom
  readonly #count: (what: string) => void
  readonly #earlier = new EarlierAnswers()
  #delayed: { readonly webhook?: number; readonly arrive: () => Promise<void> }[] = []
  #webhooks = 0
  #lastWebhook = 0

  /** @param count is told whatever goes wrong */
  constructor(random: SeededRandom, count: (what: string) => void = () => {}) {
    this.#random = random
    this.#count = count
  }

  get #isStormy(): boolean {
    return this.weather === 'stormy'
  }

  /** Between the payment server and the provider. */
  readonly calls =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const { name } = operationOf(request)
      const isInformation = request.url.includes('/order-management/')
      const trouble = this.isProviderReachable ? this.trouble : 'unreachable'
      if (trouble !== undefined) return this.#troubled(trouble, name)
      if (isInformation && !this.isInformationTaken) return refusing(503)
      const mishap = this.#isStormy ? this.#mishap(name) : 'none'
      if (mishap !== 'none' && mishap !== 'earlier') this.#count(`call: ${mishap}: ${name}`)
      return this.#befallen(mishap, request, fetch)
    }

  #mishap(name: OperationName): Mishap {
    // Every process begins with a token, and would often come no further.
    if (name === 'token' && this.#random.next() * TOKENS_PER_DRAW >= 1) return 'none'
    return this.#random.pick(MISHAPS)
  }

  #troubled(trouble: Trouble, name: OperationName): Response {
    this.#count(`call: ${trouble} for long: ${name}`)
    if (trouble === 'unreachable') throw new TypeError('fetch failed')
    return refusing(trouble === 'wrong keys' ? 401 : Number(trouble))
  }

  async #befallen(mishap: Mishap, request: Request, fetch: Fetch): Promise<Response> {
    switch (mishap) {
      case 'none':
        return this.#answered(request, fetch)
      case 'slow':
        return this.hold(await this.#answered(request, fetch), this.#random.pick(SLOW_MS))
      case 'earlier':
        return this.#answeredEarlier(request, fetch)
      case 'late':
      case 'crash late':
        this.#arriveLate(request, fetch)
        if (mishap === 'crash late') this.crash()
        throw new TypeError('fetch failed')
      case '401':
      case '423':
      case '429':
        return refusing(Number(mishap))
      case '500 before':
        return refusing(500)
      case 'crash before':
        this.crash()
        throw new TypeError('fetch failed')
      case 'lost before':
        throw new TypeError('fetch failed')
      case 'lost after':
      case '500 after':
      case 'crash after':
        await dropped(this.#noted(request, fetch))
        if (mishap === 'crash after') this.crash()
        if (mishap === '500 after') return refusing(500)
        throw new TypeError('fetch failed')
    }
  }

  async #noted(request: Request, fetch: Fetch): Promise<Response> {
    const answer = await fetch(request)
    this.#earlier.note(request, answer)
    return answer
  }

  async #answered(request: Request, fetch: Fetch): Promise<Response> {
    if (!this.#isStormy) return fetch(request)
    if (!isReading(request)) return this.#noted(request, fetch)
    const answer = await fetch(request)
    await this.#earlier.keep(request, answer)
    return answer
  }

  async #answeredEarlier(request: Request, fetch: Fetch): Promise<Response> {
    if (!isReading(request)) return this.#answered(request, fetch)
    const answer = await fetch(request)
    const earlier = await this.#earlier.insteadOf(request, answer)
    if (earlier) this.#count(`call: earlier: ${operationOf(request).name}`)
    else await this.#earlier.keep(request, answer)
    return earlier ?? answer
  }

  /**
   * It has been given up when it takes effect. Nothing orders two links on the wire: one that comes
   * after its successor would win there, so those are lost instead.
   */
  #arriveLate(request: Request, fetch: Fetch): void {
    if (request.url.includes('/order-management/')) return
    const arrive = (): Promise<void> => dropped(this.#noted(request, fetch))
    this.#delayed.push({ arrive })
  }

  /** Between the provider and the payment server: webhooks are lost, doubled, late, out of order. */
  readonly webhooks =
    (fetch: Fetch): Fetch =>
    async (request) => {
      if (!this.isProviderReachable) return new Response(null, { status: 503 })
      if (this.weather === 'calm') return fetch(request)
      this.#webhooks += 1
      const webhook = this.#webhooks
      const copy = request.clone()
      const later = { webhook, arrive: (): Promise<void> => dropped(fetch(copy)) }
      const delivery = this.#random.pick(DELIVERIES)
      this.#count(`webhook: ${delivery}`)
      switch (delivery) {
        case 'pass':
          this.#lastWebhook = webhook
          return fetch(request)
        case 'lost':
          // The provider believes that it has arrived.
          return new Response(null, { status: 200 })
        case 'late':
          this.#delayed.push(later)
          return new Response(null, { status: 200 })
        case 'doubled':
          this.#delayed.push(later)
          return fetch(request)
        case 'refused':
          return new Response(null, { status: 503 })
      }
    }

  /** Between the payment server and the shop. */
  readonly toShop =
    (fetch: Fetch): Fetch =>
    async (request) => {
      const telling = this.#isStormy ? this.#random.pick(TELLINGS) : 'none'
      if (telling === 'none') return fetch(request)
      this.#count(`event: ${telling}`)
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
      const { webhook = Infinity, arrive } = next ?? {}
      if (webhook < this.#lastWebhook) this.#count('webhook: overtaken')
      await arrive?.()
    }
  }
}

function isReading(request: Request): boolean {
  const { name } = operationOf(request)
  return name === 'read' || name === 'log'
}

/** The answer to a request that nobody waits for. */
async function dropped(answer: Promise<Response>): Promise<void> {
  await answer.then(
    (response) => response.body?.cancel(),
    () => {},
  )
}
