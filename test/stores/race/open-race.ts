import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import {
  environment,
  order,
  POLL_SCHEDULE,
  type Order,
  type OrderEvent,
  type OrderPolicy,
} from '@kvitt/domain'
import { createMerchant, merchantStoreOptions, webhookUrlOf, type Merchant } from '@kvitt/merchant'
import { createProvider, providerStoreOptions, SEED, type Provider } from '@kvitt/provider'
import { createClient, type Client, type Fetch } from '@kvitt/sdk'
import { openSqliteStore, type Store, type StoreOptions } from '@kvitt/store'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { DAY_MS, instant, SECOND_MS } from '@kvitt/values'
import { CUSTOMERS, KEYS, NORWAY } from '../../../conformance/support/demo-keys.ts'
import { Recorder } from '../../merchant/support/recorder.ts'
import { norwegianMsn } from '../../merchant/support/norwegian-msn.ts'
import { seededRandom } from '../../merchant/support/seeded-random.ts'
import { SentChanges } from '../../merchant/support/sent-changes.ts'
import { API_KEY, EVENT_SECRET, RESULT_SECRET } from '../../merchant/support/world.ts'
import { Gate } from './gate.ts'

export const NUMBER = '30001'
const PREFIX = 'acme-shop'
export const REFERENCE = `${PREFIX}-${NUMBER}`
const START = instant(Date.UTC(2026, 8, 1, 12))
const PROVIDER_URL = new URL('http://provider.test')
const MERCHANT_URL = new URL('https://merchant.test')
const ENDPOINTS = [{ id: 'shop', url: 'https://shop.test/events', secret: EVENT_SECRET }]
const silent = { info: () => {}, warn: () => {}, error: console.error }

/** The stores of as many nodes as share one; empty. */
export type OpenStores = (options: StoreOptions) => Promise<readonly Store[]>

export interface RaceOptions {
  readonly openStores: OpenStores
  readonly policy: Pick<OrderPolicy, 'capture' | 'lateApproval'>
  /** How often a lease runs out while what was claimed is under way. */
  readonly lapses: number
  /** How many turns the answers to readings take, one after the other. */
  readonly slowness: readonly number[]
}

/** A provider, a shop, and one or two payment servers that share their orders, at one gate. */
export interface Race extends AsyncDisposable {
  readonly clock: FakeClock
  readonly gate: Gate
  readonly provider: Provider
  readonly shop: Recorder
  /** How many payment servers there are. */
  readonly nodes: number
  node(index: number): Merchant
  /** A client that passes no gate, to judge by. */
  readonly judge: Client
  stored(number: string): Promise<Order>
  history(number: string): Promise<readonly OrderEvent[]>
  /** The return page, at any node. */
  send(path: string, init?: RequestInit): Promise<Response>
  /** Calls the shop's API at a node. */
  call(index: number, path: string, body: object, key?: string): Promise<Response>
  customer(what: 'approve' | 'reject'): Promise<number>
}

/** Making a key takes longer than a race. */
let signingKey: string | undefined

export async function openRace(options: RaceOptions): Promise<Race> {
  const { openStores, policy, lapses, slowness } = options
  await using stack = new AsyncDisposableStack()
  const clock = new FakeClock(START)
  // Then the others look at once for what is left behind.
  const gate = new Gate(lapses, () => clock.advance(SECOND_MS))
  const random = seededRandom(1)
  const shop = new Recorder(EVENT_SECRET)
  const nodes: Merchant[] = []
  const node = (index: number): Merchant => {
    const found = nodes[index % nodes.length]
    if (!found) throw new Error('a race has at least one node')
    return found
  }
  const around = { clock, random, gate, node }
  const provider = await openProvider(stack, around)
  const judge = clientOf(around, (request) => provider.fetch(request))
  const secret = await register(judge)
  const stores = await openStores(merchantStoreOptions(random, ENDPOINTS))
  const stored = async (number: string): Promise<Order | undefined> =>
    stores[0]?.load(order, keyOf(number))
  const sent = new SentChanges(PREFIX, stored)
  gate.check = () => assert.deepEqual(sent.faults, [])
  const fetch = sent.calls((request) => provider.fetch(request))
  let readings = 0
  const toProvider = (request: Request, label: string): Promise<Response> => {
    const isReading = request.method === 'GET'
    const turns = isReading ? slowness[(readings += 1) % slowness.length] : 1
    return gate.visit(label, () => fetch(request), turns)
  }
  for (const [index, store] of stores.entries()) {
    const merchant = openNode({ around, toProvider, shop, index, store, secret, policy })
    nodes.push(stack.use(merchant))
    await merchant.start()
    // It looks for what is due as it starts, and is to be done with that before there is anything.
    await merchant.settle()
  }
  // The gate is open before anybody is waited for.
  stack.defer(() => void gate.open())
  const owned = stack.move()
  const send = (index: number, path: string, init: RequestInit = {}): Promise<Response> =>
    node(index).fetch(new Request(new URL(path, MERCHANT_URL), init))
  return {
    clock,
    gate,
    provider,
    shop,
    nodes: nodes.length,
    node,
    judge,
    async stored(number) {
      const state = await stored(number)
      if (!state) throw new Error(`there is no order ${number}`)
      return state
    },
    history: async (number) => (await stores[0]?.history(order, keyOf(number))) ?? [],
    send: (path, init) => send(0, path, init),
    call: (index, path, body, key) =>
      send(index, path, {
        method: 'POST',
        headers: { Authorization: `Bearer ${API_KEY}`, ...(key && { 'Idempotency-Key': key }) },
        body: JSON.stringify(body),
      }),
    customer: (what) => asCustomer(provider, what),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

function keyOf(number: string): string {
  return `${NORWAY}/${number}`
}

async function asCustomer(provider: Provider, what: 'approve' | 'reject'): Promise<number> {
  const url = new URL(`/_kvitt/v1/payments/${NORWAY}/${REFERENCE}/${what}`, PROVIDER_URL)
  const body = what === 'approve' ? JSON.stringify({ phoneNumber: CUSTOMERS[NORWAY] }) : null
  const request = new Request(url, { method: 'POST', body, headers: { Host: 'localhost' } })
  return (await provider.fetch(request)).status
}

function clientOf({ clock, random }: Pick<Around, 'clock' | 'random'>, fetch: Fetch): Client {
  return createClient({
    clientId: KEYS.clientId,
    clientSecret: KEYS.clientSecret,
    subscriptionKey: KEYS.primaryKey,
    merchantSerialNumber: NORWAY,
    baseUrl: PROVIDER_URL,
    system: { name: 'kvitt-merchant', version: '0.1.0' },
    fetch,
    clock,
    random: () => random.next(),
    attemptsMax: 1,
  })
}

/** Has webhooks sent; returns the secret that they are signed with. */
async function register({ webhooks }: Client): Promise<string> {
  const { secret } = await webhooks.register({
    url: webhookUrlOf(MERCHANT_URL, { msn: norwegianMsn() }),
    events: ['authorized', 'aborted', 'captured', 'cancelled', 'refunded'].map(
      (name) => `epayments.payment.${name}.v1`,
    ),
  })
  return secret
}

interface NodeParts {
  readonly around: Around
  readonly toProvider: (request: Request, label: string) => Promise<Response>
  readonly shop: Recorder
  readonly index: number
  readonly store: Store
  readonly secret: string
  readonly policy: RaceOptions['policy']
}

function openNode({ around, toProvider, shop, index, store, secret, policy }: NodeParts): Merchant {
  const { clock, gate, random } = around
  const client = clientOf(around, (request) => {
    const { pathname } = new URL(request.url)
    return toProvider(request, `node ${index} ${request.method} ${pathname}`)
  })
  return createMerchant({
    store: gate.guard(store, `node ${index}`),
    clock,
    random,
    fetch: (input, init) =>
      gate.visit(`node ${index} tells the shop`, () =>
        shop.receive(new Request(input, init), clock.now()),
      ),
    logger: silent,
    configuration: {
      publicUrl: MERCHANT_URL,
      salesUnits: [
        {
          msn: norwegianMsn(),
          currency: 'NOK',
          referencePrefix: PREFIX,
          payments: client.epayment,
          information: client.orderManagement,
          webhookSecrets: [secret],
        },
      ],
      apiKeys: [{ name: 'shop', sha256: hash('sha256', API_KEY) }],
      eventEndpoints: ENDPOINTS,
      resultSecret: RESULT_SECRET,
      policy: {
        ...policy,
        releaseRemainder: true,
        warnBeforeMs: 2 * DAY_MS,
        poll: POLL_SCHEDULE,
      },
      version: '0.0.0',
    },
    pollMs: SECOND_MS,
  })
}

interface Around {
  readonly clock: FakeClock
  readonly random: ReturnType<typeof seededRandom>
  readonly gate: Gate
  readonly node: (index: number) => Merchant
}

/** Its webhooks go to the nodes in turn, as a load balancer sends them. */
async function openProvider(
  stack: AsyncDisposableStack,
  { clock, random, gate, node }: Around,
): Promise<Provider> {
  const store = stack.use(openSqliteStore(':memory:', providerStoreOptions(random)))
  const about = { aggregate: environment, key: 'environment', at: START }
  if (signingKey !== undefined) {
    await store.decide({ ...about, command: { type: 'found', signingKey } })
  }
  let turn = 0
  const provider = stack.use(
    await createProvider({
      store,
      clock,
      random,
      fetch: async (input, init) => {
        await gate.pass('a webhook')
        const response = await node((turn += 1)).fetch(new Request(input, init))
        await gate.pass('a webhook: answered')
        return response
      },
      logger: silent,
      directory: SEED,
      configuration: {
        publicUrl: PROVIDER_URL,
        strict: false,
        rateLimits: false,
        version: '0.0.0',
      },
    }),
  )
  signingKey ??= (await store.load(about.aggregate, about.key))?.signingKey
  provider.start()
  return provider
}
