/** Two payment servers on one PostgreSQL, asked everything at once: each change is made once. */
import assert from 'node:assert/strict'
import { hash, randomBytes, randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type { OrderView } from '@kvitt/contract'
import { POLL_SCHEDULE } from '@kvitt/domain'
import { createMerchant, merchantStoreOptions, type Merchant } from '@kvitt/merchant'
import { createProvider, providerStoreOptions, SEED, type Provider } from '@kvitt/provider'
import { createClient, type Client } from '@kvitt/sdk'
import { openPostgresStore, openSqliteStore } from '@kvitt/store'
import { startPostgres } from '@kvitt/testing'
import { DAY_MS, instant, parseMsn, type DurationMs } from '@kvitt/values'
import { CUSTOMERS, KEYS, NORWAY } from '../../conformance/support/demo-keys.ts'
import { Recorder } from '../merchant/support/recorder.ts'

const API_KEY = 'key-of-the-shop'
const EVENT_SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const ENDPOINTS = [{ id: 'shop', url: 'https://shop.test/events', secret: EVENT_SECRET }]
const NUMBERS = Array.from({ length: 8 }, (_, index) => `${20_001 + index}`)
/** Each waits for the provider as long as the API does. */
const READINGS_MAX = 100
const random = { uuid: () => randomUUID(), bytes: (length: number) => randomBytes(length) }
const silent = { info: () => {}, warn: () => {}, error: console.error }
const clock = {
  now: () => instant(Date.now()),
  setTimer: (delayMs: DurationMs, callback: () => void) => {
    const timer = setTimeout(callback, delayMs)
    return () => clearTimeout(timer)
  },
}

interface Nodes extends AsyncDisposable {
  readonly provider: Provider
  readonly client: Client
  readonly nodes: readonly [Merchant, Merchant]
  readonly shop: Recorder
}

async function openNodes(): Promise<Nodes> {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await startPostgres())
  const { url } = stack.use(await server.createDatabase())
  const shop = new Recorder(EVENT_SECRET)
  const nodes: Merchant[] = []
  const provider = stack.use(await openProvider(stack, () => nodes))
  const client = createClient({
    clientId: KEYS.clientId,
    clientSecret: KEYS.clientSecret,
    subscriptionKey: KEYS.primaryKey,
    merchantSerialNumber: NORWAY,
    baseUrl: 'http://provider.test',
    system: { name: 'kvitt', version: '1' },
    fetch: (request) => provider.fetch(request),
    attemptsMax: 1,
  })
  for (let count = 0; count < 2; count += 1) {
    const options = merchantStoreOptions(random, ENDPOINTS)
    const store = stack.use(await openPostgresStore(url, options))
    nodes.push(stack.use(openNode(store, client, shop)))
  }
  for (const node of nodes) await node.start()
  const [first, second] = nodes
  assert.ok(first && second)
  const owned = stack.move()
  return {
    provider,
    client,
    nodes: [first, second],
    shop,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Its webhooks go to the nodes in turn, as a load balancer sends them. */
async function openProvider(
  stack: AsyncDisposableStack,
  nodes: () => readonly Merchant[],
): Promise<Provider> {
  let turn = 0
  const provider = await createProvider({
    store: stack.use(openSqliteStore(':memory:', providerStoreOptions(random))),
    clock,
    random,
    fetch: async (input, init) => {
      const node = nodes()[(turn += 1) % 2]
      assert.ok(node)
      return node.fetch(new Request(input, init))
    },
    logger: silent,
    directory: SEED,
    configuration: {
      publicUrl: new URL('http://provider.test'),
      strict: false,
      rateLimits: false,
      version: '0.0.0',
    },
  })
  provider.start()
  return provider
}

function openNode(
  store: Parameters<typeof createMerchant>[0]['store'],
  client: Client,
  shop: Recorder,
): Merchant {
  const msn = parseMsn(NORWAY)
  assert.ok(msn)
  return createMerchant({
    store,
    clock,
    random,
    fetch: (input, init) => shop.receive(new Request(input, init), clock.now()),
    logger: silent,
    configuration: {
      publicUrl: new URL('https://merchant.test'),
      salesUnits: [
        {
          msn,
          currency: 'NOK',
          referencePrefix: 'acme-shop',
          payments: client.epayment,
          information: client.orderManagement,
          webhooks: client.webhooks,
        },
      ],
      apiKeys: [{ name: 'shop', sha256: hash('sha256', API_KEY) }],
      eventEndpoints: ENDPOINTS,
      resultSecret: 'signs-results-of-the-shop',
      policy: {
        capture: 'on-ship',
        releaseRemainder: true,
        lateApproval: 'cancel',
        warnBeforeMs: 2 * DAY_MS,
        poll: POLL_SCHEDULE,
      },
      version: '0.0.0',
    },
    pollMs: 50,
  })
}

async function call(
  node: Merchant,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  key: string = randomUUID(),
): Promise<{ readonly status: number; readonly body: OrderView }> {
  const response = await node.fetch(
    new Request(`https://merchant.test${path}`, {
      method,
      headers: { Authorization: `Bearer ${API_KEY}`, 'Idempotency-Key': key },
      ...(body && { body: JSON.stringify(body) }),
    }),
  )
  return { status: response.status, body: (await response.json()) as OrderView }
}

test('webhook, poll, return and staff at the same instant capture an order once', async () => {
  await using world = await openNodes()
  await Promise.all(NUMBERS.map((number) => race(world, number)))
  for (const number of NUMBERS) {
    const events = await world.client.epayment.events(`acme-shop-${number}`)
    assert.deepEqual(
      events.map(({ name }) => name),
      ['CREATED', 'AUTHORIZED', 'CAPTURED'],
    )
  }
})

async function race({ nodes, provider }: Nodes, number: string): Promise<void> {
  const [first, second] = nodes
  const placing = {
    number,
    amount: { currency: 'NOK', value: 49_900 },
    description: 'Two pairs of socks',
    returnUrl: `https://shop.example/orders/${number}`,
  }
  // Both nodes are told of the order at once, as by a shop whose first request was slow.
  const placed = await Promise.all(nodes.map((node) => call(node, 'POST', '/v1/orders', placing)))
  assert.deepEqual(
    placed.map(({ status }) => status).toSorted((left, right) => left - right),
    [200, 201],
  )
  const approve = `http://provider.test/_kvitt/v1/payments/${NORWAY}/acme-shop-${number}/approve`
  const body = JSON.stringify({ phoneNumber: CUSTOMERS[NORWAY] })
  const headers = { Host: 'localhost' }
  await provider.fetch(new Request(approve, { method: 'POST', headers, body }))
  const readings = `/v1/orders/${number}/readings`
  await Promise.all([...nodes, ...nodes].map((node) => call(node, 'POST', readings)))
  await reading(first, readings, 'authorized')
  const captures = `/v1/orders/${number}/captures`
  const answers = await Promise.all([
    call(first, 'POST', captures, {}, `ship-${number}`),
    call(second, 'POST', captures, {}, `ship-${number}`),
    call(first, 'POST', captures),
    call(second, 'POST', captures),
  ])
  assert.ok(answers.every(({ status }) => [200, 202, 409].includes(status)))
  const order = await reading(second, readings, 'captured')
  assert.equal(order.sums.captured, 49_900)
}

/** Asks until an order has come to something; a slow machine may answer before it is known. */
async function reading(node: Merchant, path: string, status: string): Promise<OrderView> {
  for (let count = 0; count < READINGS_MAX; count += 1) {
    const { body } = await call(node, 'POST', path)
    if (body.status === status) return body
  }
  return assert.fail(`the order did not come to be ${status}`)
}
