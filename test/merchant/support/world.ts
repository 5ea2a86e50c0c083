import { hash } from 'node:crypto'
import { PAYMENT_EVENT_NAMES, paymentEventType, type OrderView } from '@kvitt/contract'
import {
  environment,
  order,
  POLL_SCHEDULE,
  webhookSubscriptions,
  type Order,
  type OrderEvent,
  type OrderPolicy,
} from '@kvitt/domain'
import {
  createMerchant,
  merchantStoreOptions,
  type Merchant,
  type MerchantConfiguration,
} from '@kvitt/merchant'
import { createProvider, providerStoreOptions, SEED, type Provider } from '@kvitt/provider'
import {
  createClient,
  webhookRequest,
  type CallRecord,
  type Client,
  type Fetch,
  type WebhookToSend,
} from '@kvitt/sdk'
import { openSqliteStore, type Store } from '@kvitt/store'
import { FakeClock } from '@kvitt/testing/fake-clock'
import {
  addMs,
  DAY_MS,
  earliest,
  instant,
  SECOND_MS,
  type DurationMs,
  type Instant,
} from '@kvitt/values'
import { KEYS, NORWAY } from '../../../conformance/support/demo-keys.ts'
import { fence, type Fence } from './fence.ts'
import { keepingWarnings, type KeptLine } from './keeping-warnings.ts'
import { norwegianMsn } from './norwegian-msn.ts'
import { Recorder } from './recorder.ts'
import { SentChanges } from './sent-changes.ts'
import { seededRandom, type SeededRandom } from './seeded-random.ts'
import { shiftedClock } from './shifted-clock.ts'
import { SlowAnswers } from './slow-answers.ts'
import type { WorldOptions } from './world-options.ts'

const START = instant(Date.UTC(2026, 8, 1, 12))
export const API_KEY = 'key-of-the-shop'
export const RESULT_SECRET = 'signs-results-of-the-shop'
export const EVENT_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
export const CUSTOMER = '4712345678'
const PROVIDER_URL = new URL('http://provider.test')
const MERCHANT_URL = new URL('https://merchant.test')
export const WEBHOOK_URL = `${MERCHANT_URL.href}webhooks/${NORWAY}`
const REFERENCE_PREFIX = 'acme-shop'
const SHOP_EVENTS_URL = 'http://shop.test/events'
const EVENT_ENDPOINTS = [{ id: 'shop', url: SHOP_EVENTS_URL, secret: EVENT_SECRET }]
/** How far time goes on at once while somebody waits. */
const WAIT_STEP_MS = SECOND_MS

const POLICY: OrderPolicy = {
  capture: 'on-ship',
  releaseRemainder: true,
  lateApproval: 'cancel',
  warnBeforeMs: 2 * DAY_MS,
  poll: POLL_SCHEDULE,
}

/** Making a key takes longer than a test, so all environments of this process sign with one. */
let signingKey: string | undefined

/** A provider, a payment server and its shop in one process, on one clock that stands still. */
export class World {
  readonly clock = new FakeClock(START)
  /** What the provider has answered and the payment server has not heard yet. */
  readonly slow = new SlowAnswers(this.clock, () => !this.#isDown)
  /** What the payment server has sent and should not have. */
  readonly sent: SentChanges
  /** A client with nothing in between, to judge by. */
  readonly judge = this.client()
  readonly shop = new Recorder(EVENT_SECRET)
  /** What the payment server has logged as wrong. */
  readonly problems: KeptLine[] = []
  readonly warnings: KeptLine[] = []
  /** What the provider has logged of a shop's ways. */
  readonly providerWarnings: KeptLine[] = []
  /** What the clients have logged of calls that failed. */
  readonly failedCalls: CallRecord[] = []
  readonly #options: WorldOptions
  readonly #random: SeededRandom
  readonly #merchantClock: ReturnType<typeof shiftedClock>
  readonly #providerStore: Store
  readonly #merchantStore: Store
  #provider: Provider | undefined
  #merchant: Merchant | undefined
  #inFlight = 0
  #fence: Fence | undefined
  #webhookSecrets: readonly string[] = []

  constructor(options: WorldOptions) {
    this.#options = options
    this.#random = seededRandom(options.seed ?? 1)
    this.#merchantClock = shiftedClock(this.clock, options.aheadMs ?? 0)
    this.#providerStore = openSqliteStore(':memory:', providerStoreOptions(this.#random))
    const merchantOptions = merchantStoreOptions(this.#random, EVENT_ENDPOINTS)
    const merchantStore = openSqliteStore(':memory:', merchantOptions)
    this.#merchantStore = merchantStore
    this.sent = new SentChanges(options.referencePrefix ?? REFERENCE_PREFIX, (number) =>
      merchantStore.load(order, `${NORWAY}/${number}`),
    )
  }

  get provider(): Provider {
    if (!this.#provider) throw new Error('the world is not open')
    return this.#provider
  }

  get merchant(): Merchant {
    if (!this.#merchant) throw new Error('the payment server is down')
    return this.#merchant
  }

  async open(): Promise<this> {
    const store = this.#providerStore
    const found = { aggregate: environment, key: 'environment', at: START }
    if (signingKey !== undefined) {
      await store.decide({ ...found, command: { type: 'found', signingKey } })
    }
    const deliver: Fetch = async (request) =>
      this.#isDown
        ? Promise.reject(new TypeError('connection refused'))
        : this.merchant.fetch(request)
    const webhooks = this.#options.webhooks?.(deliver) ?? deliver
    this.#provider = await createProvider({
      store,
      clock: this.clock,
      random: this.#random,
      fetch: (input, init) => webhooks(new Request(input, init)),
      logger: keepingWarnings(this.providerWarnings),
      directory: SEED,
      configuration: { publicUrl: PROVIDER_URL, strict: false, rateLimits: true, version: '0.0.0' },
    })
    signingKey ??= (await store.load(found.aggregate, found.key))?.signingKey
    if (!this.#options.keepsWebhooks && (this.#options.isRegistered ?? true)) await this.#register()
    await this.startMerchant()
    return this
  }

  async #register(): Promise<void> {
    const { secret } = await this.client().webhooks.register({
      url: WEBHOOK_URL,
      events: PAYMENT_EVENT_NAMES.map((name) => paymentEventType(name)),
    })
    this.#webhookSecrets = [secret]
  }

  /** Sends the payment server anything, and lets time pass as long as it answers nothing. */
  send(path: string, init: RequestInit = {}): Promise<Response> {
    return this.during(this.merchant.fetch(new Request(new URL(path, MERCHANT_URL), init)))
  }

  /** A webhook of the provider, as it would sign it. */
  async webhook(body: object, changes: Partial<WebhookToSend> = {}): Promise<Response> {
    const [secret = ''] = this.#webhookSecrets
    const request = await webhookRequest({
      url: WEBHOOK_URL,
      secret,
      body,
      sentAt: this.clock.now(),
      ...changes,
    })
    return this.merchant.fetch(request)
  }

  /** A client of the provider, with nothing in between unless asked for. */
  client(
    between: (fetch: Fetch) => Fetch = (fetch) => fetch,
    clientSecret: string = KEYS.clientSecret,
    clock: Pick<FakeClock, 'now' | 'setTimer'> = this.clock,
    merchantSerialNumber: string = NORWAY,
  ): Client {
    return createClient({
      clientId: KEYS.clientId,
      clientSecret,
      subscriptionKey: KEYS.primaryKey,
      merchantSerialNumber,
      baseUrl: PROVIDER_URL,
      system: { name: 'kvitt-merchant', version: '0.1.0' },
      fetch: this.#counted(between((request) => this.provider.fetch(request))),
      clock,
      random: () => this.#random.next(),
      // The payment server repeats what is to be repeated, and remembers it.
      attemptsMax: 1,
      logger: {
        info: () => {},
        warn: (record) => this.failedCalls.push(record),
        error: (record) => this.failedCalls.push(record),
      },
    })
  }

  async startMerchant(): Promise<void> {
    this.#openMerchant()
    if (this.#options.keepsWebhooks || this.#options.settlements) await this.merchant.start()
  }

  #openMerchant(): void {
    const opened = fence(this.#merchantStore, this.#options.interrupt)
    const isClosed = (): boolean => opened.isClosed
    this.#fence = opened
    const receive: Fetch = (request) => this.shop.receive(request, this.clock.now())
    const toShop = this.#options.toShop?.(receive) ?? receive
    const deliver: Fetch = (request) => this.merchant.fetch(request)
    const toPublicUrl = this.#counted(this.#options.toPublicUrl?.(deliver) ?? deliver)
    this.#merchant = createMerchant({
      store: opened.store,
      clock: this.#merchantClock,
      random: this.#random,
      fetch: (input, init) => {
        const request = new Request(input, init)
        const isOwn = new URL(request.url).origin === this.#configuration().publicUrl.origin
        return isOwn ? toPublicUrl(request) : toShop(request)
      },
      logger: {
        info: () => {},
        warn: (context, message) => this.warnings.push({ message, context }),
        error: (context, message) => {
          if (!isClosed()) this.problems.push({ message, context })
        },
      },
      configuration: this.#configuration(),
      ...(this.#options.pages && { pages: this.#options.pages }),
    })
  }

  get #ownClient(): Client {
    const { between = (fetch) => fetch, clientSecret: secret } = this.#options
    return this.client((fetch) => between(this.sent.calls(fetch)), secret, this.#merchantClock)
  }

  #configuration(): MerchantConfiguration {
    const { confirmationUrl, salesUnitName, publicUrl } = this.#options
    return {
      publicUrl: publicUrl === undefined ? MERCHANT_URL : new URL(publicUrl),
      salesUnits: [
        {
          msn: norwegianMsn(),
          currency: 'NOK',
          ...(salesUnitName !== undefined && { name: salesUnitName }),
          referencePrefix: this.#options.referencePrefix ?? REFERENCE_PREFIX,
          payments: this.#ownClient.epayment,
          information: this.#ownClient.orderManagement,
          ...(this.#options.settlements && { settlements: this.#options.settlements(this) }),
          ...(this.#options.keepsWebhooks && { webhooks: this.#ownClient.webhooks }),
          webhookSecrets: this.#webhookSecrets,
        },
        ...(this.#options.moreSalesUnits?.(this) ?? []),
      ],
      apiKeys: [{ name: 'shop', sha256: hash('sha256', API_KEY) }],
      eventEndpoints: EVENT_ENDPOINTS,
      resultSecret: RESULT_SECRET,
      ...(confirmationUrl !== undefined && { confirmationUrl }),
      policy: { ...POLICY, ...this.#options.policy },
      ...(this.#options.console && { console: this.#options.console }),
      version: '0.0.0',
    }
  }

  /** Takes the payment server down, with what it was doing; its store stays. */
  async stopMerchant(): Promise<void> {
    const merchant = this.#merchant
    this.#merchant = undefined
    this.slow.drop()
    await merchant?.[Symbol.asyncDispose]()
  }

  /** Ends the payment server as the loss of power does: nothing more of it reaches its store. */
  crash(): void {
    this.#fence?.close()
    this.slow.drop()
  }

  /**
   * Starts the payment server anew if it has crashed, and again if it crashes while it starts.
   *
   * @returns whether it had crashed
   */
  async recover(): Promise<boolean> {
    const hasCrashed = this.#fence?.isClosed ?? false
    while (this.#fence?.isClosed) {
      // It cannot even give back what it holds.
      await this.stopMerchant().catch(() => {})
      await this.#merchantStore.release(this.#fence.claimed())
      this.#openMerchant()
      await this.#orLost(this.merchant.start())
    }
    return hasCrashed
  }

  /** Everything that the payment server keeps, as text. */
  async merchantDump(): Promise<string> {
    let text = ''
    for await (const piece of this.#merchantStore.dump()) text += piece
    return text
  }

  /** An order as the payment server has it. */
  async stored(number: string): Promise<Order> {
    const state = await this.#merchantStore.load(order, `${NORWAY}/${number}`)
    if (!state) throw new Error(`there is no order ${number}`)
    return state
  }

  /** All that has happened to an order. */
  history(number: string): Promise<readonly OrderEvent[]> {
    return this.#merchantStore.history(order, `${NORWAY}/${number}`)
  }

  /** The registrations whose secrets the payment server knows. */
  async subscriptions(): Promise<readonly string[]> {
    const state = await this.#merchantStore.load(webhookSubscriptions, NORWAY)
    return state?.subscriptions.map(({ id }) => id) ?? []
  }

  /** Resolves when nothing is due anywhere but for time; a payment server that is lost does nothing. */
  async settle(): Promise<void> {
    do {
      await this.#provider?.settle()
      await this.#settleMerchant()
      await this.#provider?.settle()
    } while (await this.#isDue())
  }

  async #settleMerchant(): Promise<void> {
    if (this.#isDown) return
    const settled = this.#orLost(this.merchant.settle())
    await this.slow.overOrHeld(settled, () => this.#inFlight)
  }

  /** What a payment server does, unless it is lost over it. */
  async #orLost(work: Promise<void>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (!this.#isDown) throw error
    }
  }

  get #isDown(): boolean {
    return this.#merchant === undefined || (this.#fence?.isClosed ?? true)
  }

  async #isDue(): Promise<boolean> {
    const next = await this.#nextWakeAt()
    return next !== undefined && next <= this.clock.now()
  }

  async #nextWakeAt(): Promise<Instant | undefined> {
    const ofMerchant = this.#isDown ? undefined : await this.#merchantStore.nextWakeAt()
    return earliest(
      await this.#providerStore.nextWakeAt(),
      ofMerchant && addMs(ofMerchant, -(this.#options.aheadMs ?? 0)),
      this.slow.nextAt,
    )
  }

  /** Lets time pass, with everything that it brings, in order. */
  async pass(durationMs: DurationMs): Promise<void> {
    const end = addMs(this.clock.now(), durationMs)
    await this.settle()
    for (;;) {
      const next = await this.#nextWakeAt()
      const to = next === undefined || next > end ? end : next
      if (to > this.clock.now()) this.clock.advance(to - this.clock.now())
      await this.settle()
      if (this.clock.now() >= end) return
    }
  }

  /** Time must not pass while a call is answered: its time-out would strike on a slow machine. */
  #counted(fetch: Fetch): Fetch {
    return async (request) => {
      this.#inFlight += 1
      try {
        return await fetch(request)
      } finally {
        this.#inFlight -= 1
      }
    }
  }

  /** Waits for something, and lets time pass when nothing else can bring it about. */
  async during<Result>(work: Promise<Result>): Promise<Result> {
    work.catch(() => {})
    for (;;) {
      await this.settle()
      if (await this.slow.overOrWaiting(work, () => this.#inFlight)) return work
      if (!(await this.#isDue())) this.clock.advance(WAIT_STEP_MS)
    }
  }

  /** Calls the API as the shop does. */
  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly status: number; readonly body: OrderView & Record<string, unknown> }> {
    const request = new Request(new URL(path, MERCHANT_URL), {
      method,
      headers: { Authorization: `Bearer ${API_KEY}`, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const response = await this.during(this.merchant.fetch(request))
    return { status: response.status, body: (await response.json()) as never }
  }

  async place(number: string, changes: object = {}): Promise<OrderView> {
    const { body } = await this.call('POST', '/v1/orders', placing(number, changes))
    return body
  }

  async order(number: string): Promise<OrderView> {
    return (await this.call('GET', `/v1/orders/${number}`)).body
  }

  /** Asks for a change with a key of its own. */
  async change(
    number: string,
    what: string,
    body: object = {},
    key = this.#random.uuid(),
  ): Promise<{ readonly status: number; readonly body: OrderView & Record<string, unknown> }> {
    return this.call('POST', `/v1/orders/${number}/${what}`, body, { 'Idempotency-Key': key })
  }

  /** Asks the provider's control API, which must agree. */
  async control<Body>(method: string, path: string, body?: unknown): Promise<Body> {
    const request = new Request(new URL(`/_kvitt/v1${path}`, PROVIDER_URL), {
      method,
      headers: { Host: 'localhost' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const response = await this.provider.fetch(request)
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return (await response.json()) as Body
  }

  /** Does to a payment what the customer does on the phone. */
  async customer(
    what: 'approve' | 'reject',
    reference: string,
    wish: Readonly<Record<string, unknown>> = {},
  ): Promise<number> {
    const url = new URL(`/_kvitt/v1/payments/${NORWAY}/${reference}/${what}`, PROVIDER_URL)
    const body = what === 'approve' ? JSON.stringify({ phoneNumber: CUSTOMER, ...wish }) : null
    const request = new Request(url, { method: 'POST', body, headers: { Host: 'localhost' } })
    const { status } = await this.provider.fetch(request)
    return status
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopMerchant()
    await this.#provider?.[Symbol.asyncDispose]()
    await this.#merchantStore[Symbol.asyncDispose]()
    await this.#providerStore[Symbol.asyncDispose]()
  }
}

export function openWorld(options: WorldOptions = {}): Promise<World> {
  return new World(options).open()
}

/** What an order of `placing` is for. */
export const RECEIPT = {
  orderLines: [
    {
      id: 'socks',
      name: 'Two pairs of socks',
      totalAmount: 49_900,
      totalAmountExcludingTax: 39_920,
      totalTaxAmount: 9_980,
      taxRate: 2_500,
    },
  ],
  bottomLine: { currency: 'NOK' },
}

export function placing(number: string, changes: object = {}): object {
  return {
    number,
    amount: { currency: 'NOK', value: 49_900 },
    description: 'Two pairs of socks',
    returnUrl: `https://shop.example/orders/${number}`,
    ...changes,
  }
}
