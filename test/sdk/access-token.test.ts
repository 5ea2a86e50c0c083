/** One token for all calls: bought once, kept for its life, renewed when it is refused. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { createClient, KvittError, type Client, type Fetch } from '@kvitt/sdk'
import { KEYS, NORWAY } from '../../conformance/support/demo-keys.ts'
import { openShop } from './support/shop.ts'
import { LONG_TIMEOUTS, SkippingClock } from './support/skipping-clock.ts'

const MINUTE_MS = 60_000

/** An environment that has nothing but tokens, and says how many it has sold. */
class TokenShop {
  bought = 0
  called = 0
  /** The numbers of tokens that are accepted. */
  accepts: (token: number) => boolean = () => true
  sells: () => Response | undefined = () => undefined
  readonly clock = new SkippingClock(0)
  readonly client: Client

  constructor(
    options: { readonly attemptsMax?: number; readonly between?: (fetch: Fetch) => Fetch } = {},
  ) {
    const { between = (fetch) => fetch, attemptsMax } = options
    this.client = createClient({
      clientId: KEYS.clientId,
      clientSecret: KEYS.clientSecret,
      subscriptionKey: KEYS.primaryKey,
      merchantSerialNumber: NORWAY,
      baseUrl: 'http://localhost:3000',
      system: { name: 'acme', version: '1' },
      clock: this.clock,
      timeouts: LONG_TIMEOUTS,
      fetch: between(async (request) => this.#answer(request)),
      attemptsMax,
    })
  }

  #answer({ url, headers }: Request): Response {
    if (url.endsWith('/accesstoken/get')) return this.sells() ?? this.#sell()
    this.called += 1
    const token = Number(/^Bearer (\d+)$/.exec(headers.get('Authorization') ?? '')?.[1])
    return this.accepts(token)
      ? Response.json({ webhooks: [] })
      : Response.json({ statusCode: 401, message: 'no' }, { status: 401 })
  }

  #sell(): Response {
    this.bought += 1
    const seconds = { expires_in: '3600', ext_expires_in: '3600', expires_on: '9', not_before: '0' }
    const rest = { token_type: 'Bearer', resource: 'r', access_token: String(this.bought) }
    return Response.json({ ...seconds, ...rest })
  }
}

test('however many calls are made at once, one token is bought', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 12 }), async (scheduler, calls) => {
      const shop = new TokenShop({ between: (fetch) => scheduler.scheduleFunction(fetch) })
      const all = Array.from({ length: calls }, () => shop.client.webhooks.list())
      await scheduler.waitIdle()
      await Promise.all(all)
      assert.equal(shop.bought, 1)
      assert.equal(shop.called, calls)
    }),
  )
})

test('when a token is refused under way, one new one is bought, and every call succeeds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 8 }), async (scheduler, calls) => {
      const shop = new TokenShop({ between: (fetch) => scheduler.scheduleFunction(fetch) })
      shop.accepts = (token) => token >= 2
      const all = Array.from({ length: calls }, () => shop.client.webhooks.list())
      await scheduler.waitIdle()
      await Promise.all(all)
      assert.equal(shop.bought, 2)
    }),
  )
})

test('a token is kept for its life and renewed three minutes before its end', async () => {
  const shop = new TokenShop()
  const { client, clock } = shop
  await client.webhooks.list()
  clock.pass(57 * MINUTE_MS - 1)
  await client.webhooks.list()
  assert.equal(shop.bought, 1)
  clock.pass(1)
  await client.webhooks.list()
  assert.equal(shop.bought, 2)
})

test('while no new one can be bought, the old one serves to its end', async () => {
  const shop = new TokenShop({ attemptsMax: 1 })
  const { client, clock } = shop
  await client.webhooks.list()
  shop.sells = () => new Response(null, { status: 503 })
  clock.pass(59 * MINUTE_MS)
  await client.webhooks.list()
  clock.pass(MINUTE_MS)
  await assert.rejects(client.webhooks.list(), { code: 'internalError', verdict: 'retry' })
  shop.sells = () => undefined
  await client.webhooks.list()
})

test('a call whose token is refused twice ends there', async () => {
  const shop = new TokenShop()
  shop.accepts = () => false
  const refused = { code: 'unauthorized', verdict: 'refused', status: 401 }
  await assert.rejects(shop.client.webhooks.list(), refused)
  assert.equal(shop.called, 2)
  assert.equal(shop.bought, 2)
})

test('a token that cannot be bought makes no change happen, whatever the change', async () => {
  const shop = new TokenShop()
  shop.sells = () => new Response(null, { status: 500 })
  const amount = { currency: 'NOK', value: 100 } as const
  const key = { idempotencyKey: 'key' }
  await assert.rejects(shop.client.epayment.capture('acme-shop-1', amount, key), {
    operation: 'getAccessToken',
    verdict: 'retry',
  })
  assert.equal(shop.called, 0)
})

test('a token that cannot be bought again leaves an unknown outcome unknown', async () => {
  const shop = new TokenShop()
  const amount = { currency: 'NOK', value: 100 } as const
  await shop.client.webhooks.list()
  shop.clock.pass(56.75 * MINUTE_MS)
  shop.accepts = () => {
    shop.sells = () => new Response(null, { status: 500 })
    shop.clock.pass(200_000)
    throw new TypeError('fetch failed')
  }
  await assert.rejects(
    shop.client.epayment.capture('acme-shop-1', amount, { idempotencyKey: 'key' }),
    { operation: 'capturePayment', code: 'internalError', verdict: 'unknown' },
  )
})

describe('the environment', () => {
  for (const [what, change] of Object.entries({
    'a client id': { clientId: '22222222-2222-4222-8222-222222222222' },
    'a client secret': { clientSecret: 'wrong' },
  })) {
    test(`refuses ${what} that is wrong, with words for it`, async () => {
      await using shop = await openShop({ client: change })
      await assert.rejects(shop.client.accessToken.get(), (error: unknown) => {
        assert.ok(error instanceof KvittError)
        assert.equal(error.code, 'invalidCredentials')
        assert.equal(error.verdict, 'refused')
        assert.doesNotMatch(JSON.stringify(error) + error.message, /wrong/)
        return true
      })
    })
  }

  test('takes the secondary subscription key too', async () => {
    await using shop = await openShop({ client: { subscriptionKey: KEYS.secondaryKey } })
    assert.deepEqual(await shop.client.webhooks.list(), [])
  })
})
