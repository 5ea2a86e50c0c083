/** What the SDK makes of a network and a service that fail: each change is made once. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { KvittError, type Client, type ErrorCode, type Verdict } from '@kvitt/sdk'
import { orderFault } from '../../conformance/support/faults.ts'
import { NOK, openShop, socks, type Shop } from './support/shop.ts'
import { LONG_TIMEOUTS } from './support/skipping-clock.ts'
import { problem, unreliable, type Mishap } from './support/unreliable.ts'

const REFERENCE = 'acme-shop-10023-1'
const KEY = { idempotencyKey: 'order-10023' }

/** Each change of a payment, on a payment that is ready for it. */
const CHANGES = {
  CREATED: {
    prepare: async () => {},
    change: ({ epayment }: Client) => epayment.create(socks({ reference: REFERENCE }), KEY),
  },
  CAPTURED: {
    prepare: (shop: Shop) => prepared(shop, 'authorized'),
    change: ({ epayment }: Client) => epayment.capture(REFERENCE, NOK(10_000), KEY),
  },
  REFUNDED: {
    prepare: (shop: Shop) => prepared(shop, 'captured'),
    change: ({ epayment }: Client) => epayment.refund(REFERENCE, NOK(10_000), KEY),
  },
  CANCELLED: {
    prepare: (shop: Shop) => prepared(shop, 'authorized'),
    change: ({ epayment }: Client) => epayment.cancel(REFERENCE, KEY),
  },
} as const

/** Uses a client whose network works. */
async function prepared(shop: Shop, state: 'authorized' | 'captured'): Promise<void> {
  const { epayment } = reliable(shop)
  await epayment.create(socks({ reference: REFERENCE }), { idempotencyKey: 'prepare' })
  await epayment.forceApprove(REFERENCE, { customer: { phoneNumber: '4712345678' } })
  if (state === 'captured') {
    await epayment.capture(REFERENCE, NOK(40_000), { idempotencyKey: 'prepare' })
  }
}

function reliable({ clientWith, environment }: Shop): Client {
  return clientWith({ fetch: (request) => environment.fetch(request) })
}

const lost = (...mishaps: readonly Mishap[]): readonly Mishap[] => mishaps
const SURVIVABLE: Readonly<Record<string, () => readonly Mishap[]>> = {
  'an answer that is lost after the effect': () => lost('dropAfter'),
  'requests and answers that are lost': () => lost('dropBefore', 'dropAfter', 'dropBefore'),
  'a 500 before the effect': () => lost({ instead: problem(500, 3010) }),
  'a 500 after the effect': () => lost({ after: problem(500) }),
  'a gateway that gives up': () => lost({ after: new Response('<html>', { status: 504 }) }),
  'a lock': () => lost({ instead: problem(423, 6160) }),
  'too many calls': () =>
    lost({
      instead: Response.json({ statusCode: 429 }, { status: 429, headers: { 'Retry-After': '7' } }),
    }),
  'a call that is to be repeated': () => lost({ instead: problem(400, 6280) }),
  'everything after one another': () =>
    lost('dropAfter', { instead: problem(423, 6160) }, { after: problem(502) }),
}

for (const [name, { prepare, change }] of Object.entries(CHANGES)) {
  describe(`${name} happens once in spite of`, () => {
    for (const [what, mishaps] of Object.entries(SURVIVABLE)) {
      test(what, async () => {
        await using shop = await openShop()
        await prepare(shop)
        const { environment } = shop
        const fetch = unreliable(mishaps())((request) => environment.fetch(request))
        await change(shop.clientWith({ fetch }))
        const events = await reliable(shop).epayment.events(REFERENCE)
        const caused = events.filter(({ idempotencyKey }) => idempotencyKey === KEY.idempotencyKey)
        assert.deepEqual(
          caused.map((event) => event.name),
          [name],
        )
      })
    }
  })
}

/** Calls that are bound to fail, what they end with, and how often they are sent. */
const FATAL: readonly {
  readonly what: string
  readonly mishaps: readonly Mishap[]
  readonly code: ErrorCode
  readonly verdict: Verdict
  readonly attempts: number
}[] = [
  {
    what: 'a network that is down',
    mishaps: Array(9).fill('dropBefore'),
    code: 'networkError',
    verdict: 'unknown',
    attempts: 4,
  },
  {
    what: 'a lock that stays',
    mishaps: [1, 2, 3, 4, 5].map(() => ({ instead: problem(423, 6160) })),
    code: 'orderProcessing',
    verdict: 'retry',
    attempts: 4,
  },
  {
    what: 'a wait that is too long',
    mishaps: [{ instead: problem(429, undefined, { 'Retry-After': '31' }) }],
    code: 'rateLimited',
    verdict: 'retry',
    attempts: 1,
  },
  {
    what: 'money that is gone',
    mishaps: [{ instead: problem(400, 6260) }],
    code: 'fundsUnavailable',
    verdict: 'retry',
    attempts: 1,
  },
  {
    what: 'a refusal',
    mishaps: [{ instead: problem(400, 6090) }],
    code: 'captureExceedsReserved',
    verdict: 'refused',
    attempts: 1,
  },
  {
    what: 'a refusal by a number of the future',
    mishaps: [{ instead: problem(400, 6999) }],
    code: 'unknownProblem',
    verdict: 'refused',
    attempts: 1,
  },
  {
    what: 'a failure by a number of the future',
    mishaps: Array.from({ length: 9 }, () => ({ instead: problem(503, 3999) })),
    code: 'unknownProblem',
    verdict: 'unknown',
    attempts: 4,
  },
  {
    what: 'an answer that nobody understands',
    mishaps: [{ after: new Response('<html>') }],
    code: 'unexpectedAnswer',
    verdict: 'unknown',
    attempts: 1,
  },
  {
    what: 'a redirect',
    mishaps: [
      {
        instead: new Response(null, { status: 302, headers: { Location: 'https://evil.example' } }),
      },
    ],
    code: 'unexpectedAnswer',
    verdict: 'unknown',
    attempts: 1,
  },
  {
    what: 'a refusal after an answer was lost',
    mishaps: ['dropAfter', { instead: problem(400, 6200) }],
    code: 'cannotBeCaptured',
    verdict: 'unknown',
    attempts: 2,
  },
  {
    what: 'a lock after an answer was lost',
    mishaps: ['dropBefore', ...[1, 2, 3].map(() => ({ instead: problem(423, 6160) }))],
    code: 'orderProcessing',
    verdict: 'unknown',
    attempts: 4,
  },
]

describe('a capture fails with', () => {
  for (const { what, mishaps, code, verdict, attempts } of FATAL) {
    test(`${what}: ${code}, ${verdict}`, async () => {
      await using shop = await openShop()
      await prepared(shop, 'authorized')
      const { environment } = shop
      const keys: (string | null)[] = []
      const network = unreliable(mishaps)((request) => environment.fetch(request))
      const client = shop.clientWith({
        fetch: (request) => {
          if (request.url.endsWith('/capture')) keys.push(request.headers.get('Idempotency-Key'))
          return network(request)
        },
      })
      const error = await failureOf(client.epayment.capture(REFERENCE, NOK(100), KEY))
      assert.equal(error.code, code, error.message)
      assert.equal(error.verdict, verdict)
      assert.equal(error.operation, 'capturePayment')
      assert.equal(error.reference, REFERENCE)
      assert.deepEqual(keys, Array(attempts).fill(KEY.idempotencyKey))
      for (const audience of ['customer', 'employee'] as const) {
        assert.notEqual(error.textFor(audience, 'nb'), error.textFor(audience, 'en'))
      }
    })
  }

  test('a number and a trace id that can be looked up', async () => {
    await using shop = await openShop()
    await prepared(shop, 'authorized')
    const error = await failureOf(shop.client.epayment.capture(REFERENCE, NOK(50_000), KEY))
    assert.equal(error.code, 'captureExceedsReserved')
    assert.equal(error.number, 6090)
    assert.equal(error.status, 400)
    assert.match(error.traceId ?? '', /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/)
    assert.match(error.message, /capturePayment acme-shop-10023-1: .*6090 Capture amount too high/)
  })
})

async function failureOf(call: Promise<unknown>): Promise<KvittError> {
  const error: unknown = await call.then(
    () => assert.fail('the call succeeds'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof KvittError)
  return error
}

test('waits grow, differ by chance, and are as long as the service asks', async () => {
  await using shop = await openShop()
  const seven = problem(429, undefined, { 'Retry-After': '7' })
  for (const [random, waitsMs] of [
    [0, [250, 500, 7_000]],
    [0.999_999, [500, 1_000, 7_000]],
  ] as const) {
    const { environment, clock } = shop
    clock.waitsMs.length = 0
    const mishaps = ['dropBefore', 'dropBefore', { instead: seven.clone() }] as const
    const fetch = unreliable(mishaps)((request) => environment.fetch(request))
    await shop.clientWith({ fetch, random: () => random }).webhooks.list()
    assert.deepEqual(clock.waitsMs, waitsMs)
  }
})

test('no attempt begins after the time of the call is up', async () => {
  await using shop = await openShop()
  const { environment, clock } = shop
  let attempts = 0
  const client = shop.clientWith({
    fetch: (request) => {
      if (request.url.includes('/accesstoken/')) return environment.fetch(request)
      attempts += 1
      clock.pass(LONG_TIMEOUTS.attemptMs)
      return Promise.reject(new TypeError('fetch failed'))
    },
  })
  const error = await failureOf(client.epayment.get(REFERENCE))
  assert.equal(error.verdict, 'retry')
  assert.equal(attempts, LONG_TIMEOUTS.callMs / LONG_TIMEOUTS.attemptMs)
})

describe('a call that is called off', () => {
  const aborted = { code: 'aborted', operation: 'capturePayment', reference: REFERENCE }

  test('before it is sent, is not sent', async () => {
    await using shop = await openShop({ between: () => () => assert.fail('it is sent') })
    const options = { ...KEY, signal: AbortSignal.abort('bored') }
    await assert.rejects(shop.client.epayment.capture(REFERENCE, NOK(100), options), {
      ...aborted,
      verdict: 'retry',
      cause: 'bored',
    })
  })

  test('on its way, may have happened', async () => {
    await using shop = await openShop()
    await prepared(shop, 'authorized')
    const controller = new AbortController()
    const client = shop.clientWith({
      fetch: async (request) => {
        const response = await shop.environment.fetch(request)
        if (request.url.endsWith('/capture')) controller.abort()
        return response
      },
    })
    const options = { ...KEY, signal: controller.signal }
    await assert.rejects(client.epayment.capture(REFERENCE, NOK(100), options), {
      ...aborted,
      verdict: 'unknown',
    })
    const { aggregate } = await shop.client.epayment.get(REFERENCE)
    assert.equal(aggregate.capturedAmount.value, 100)
  })

  test('between two attempts, is not sent again', async () => {
    await using shop = await openShop()
    await prepared(shop, 'authorized')
    const controller = new AbortController()
    let sent = 0
    const client = shop.clientWith({
      fetch: (request) => {
        if (!request.url.endsWith('/capture')) return shop.environment.fetch(request)
        sent += 1
        return Promise.resolve(problem(423, 6160))
      },
      random: () => {
        controller.abort()
        return 0
      },
    })
    const options = { ...KEY, signal: controller.signal }
    await assert.rejects(client.epayment.capture(REFERENCE, NOK(100), options), {
      ...aborted,
      verdict: 'retry',
    })
    assert.equal(sent, 1)
  })
})

describe('without an idempotency key', () => {
  const registration = {
    url: 'https://shop.example/hooks',
    events: ['epayments.payment.created.v1'],
  }

  test('a registration is not repeated when nobody knows what became of it', async () => {
    await using shop = await openShop({ between: unreliable(['dropAfter']) })
    const { webhooks } = shop.client
    const error = await failureOf(webhooks.register(registration))
    assert.equal(error.verdict, 'unknown')
    assert.equal((await webhooks.list()).length, 1)
  })

  test('it is repeated when nothing can have happened', async () => {
    await using shop = await openShop({ between: unreliable([{ instead: problem(429) }]) })
    await shop.client.webhooks.register(registration)
    assert.equal((await shop.client.webhooks.list()).length, 1)
  })

  test('a deletion is repeated: it is the same twice', async () => {
    await using shop = await openShop({ between: unreliable(['none', 'dropBefore']) })
    const { webhooks } = shop.client
    await webhooks.delete((await webhooks.register(registration)).id)
    assert.deepEqual(await webhooks.list(), [])
  })
})

test('a payment that its customer is approving is cancelled shortly after', async () => {
  await using shop = await openShop()
  await orderFault(shop.environment, {
    effect: 'status',
    code: 6250,
    operation: 'cancelPayment',
    count: 2,
  })
  await shop.client.epayment.create(socks({ reference: REFERENCE }), KEY)
  const { state } = await shop.client.epayment.cancel(REFERENCE, KEY)
  assert.equal(state, 'TERMINATED')
  assert.equal(shop.log.filter(({ number }) => number === 6250).length, 2)
})
