/** The API between a shop and its payment server: what it takes, refuses and repeats. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  SHOP_OPERATIONS,
  SHOP_PROBLEMS,
  shopOpenApiDocument,
  type ShopOperation,
  type ShopProblemName,
} from '@kvitt/contract'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { openWorld, placing, RECEIPT, type World } from './support/world.ts'

async function authorized(world: World, number: string): Promise<void> {
  const { reference } = await world.place(number)
  await world.customer('approve', reference)
  await world.settle()
}

/** Captures lines of an order: `socks`, and `discount` where there is a second amount. */
async function byLine(
  world: World,
  ids: readonly string[],
  amounts: readonly number[] = [],
  quantity?: string,
) {
  const orderLines = amounts.map((totalAmount, index) => ({
    id: ['socks', 'discount'][index],
    name: 'Line',
    totalAmount,
    totalAmountExcludingTax: totalAmount,
    totalTaxAmount: 0,
    taxRate: 0,
  }))
  const receipt = { orderLines, bottomLine: { currency: 'NOK' } }
  const { reference } = await world.place('10041', amounts.length === 0 ? {} : { receipt })
  await world.customer('approve', reference)
  await world.settle()
  const lines = ids.map((id) => ({ id, ...(quantity !== undefined && { quantity }) }))
  return world.change('10041', 'captures', { lines })
}

interface Refusal {
  readonly when: string
  readonly ask: (world: World) => Promise<{ readonly status: number; readonly body: object }>
}

interface DescribedOperation {
  readonly operationId: string
  readonly parameters: readonly { readonly name: string }[]
  readonly requestBody?: { readonly required: boolean }
  readonly responses: Readonly<Record<string, { readonly description: string }>>
}

const TEST_ORDER = { number: 'test-a', returnUrl: 'https://shop.example/' }

const CHANGES = ['attempts', 'captures', 'refunds', 'cancellation', 'attention/clear'] as const

/** One request for each problem that a request can cause. */
const REFUSALS: Partial<Record<ShopProblemName, readonly Refusal[]>> = {
  unauthorized: [
    {
      when: 'without a key',
      ask: (world) => world.call('GET', '/v1/orders', undefined, { Authorization: '' }),
    },
    {
      when: 'with another key',
      ask: (world) => world.call('GET', '/v1/orders', undefined, { Authorization: 'Bearer x' }),
    },
  ],
  notFound: [{ when: 'of a path', ask: (world) => world.call('GET', '/v1/baskets') }],
  bodyTooLarge: [
    {
      when: 'of a body',
      ask: (world) => world.call('POST', '/v1/orders', { description: 'x'.repeat(300_000) }),
    },
  ],
  invalidRequest: [
    { when: 'without a number', ask: (world) => world.call('POST', '/v1/orders', {}) },
    {
      when: 'with a number that ends like an attempt',
      ask: (world) => world.call('POST', '/v1/orders', placing('10041-1')),
    },
    {
      when: 'with a member that is misspelt',
      ask: (world) => world.change('10041', 'captures', { amuont: 1 }),
    },
    {
      when: 'without an idempotency key',
      ask: (world) => world.call('POST', '/v1/orders/10041/captures', {}),
    },
    { when: 'for too long a page', ask: (world) => world.call('GET', '/v1/orders?limit=101') },
    { when: 'for a page of nobody', ask: (world) => world.call('GET', '/v1/orders?after=x') },
    {
      when: 'after an event of another order',
      ask: async (world) => {
        await world.place('10041')
        return world.call('POST', '/v1/orders/10041/events/replay', { after: 'x' })
      },
    },
    {
      when: 'with a push message to nobody',
      ask: (world) =>
        world.call('POST', '/v1/orders', placing('10041', { userFlow: 'PUSH_MESSAGE' })),
    },
  ],
  noSalesUnit: [
    {
      when: 'in another currency',
      ask: (world) => {
        const amount = { currency: 'DKK', value: 100 }
        return world.call('POST', '/v1/orders', placing('10041', { amount }))
      },
    },
  ],
  salesUnitNotFound: [
    {
      when: 'to be tried',
      ask: (world) => world.call('POST', '/v1/sales-units/999999/test-order', TEST_ORDER),
    },
  ],
  keyReused: [
    {
      when: 'with another body',
      ask: async (world) => {
        await authorized(world, '10041')
        await world.change('10041', 'captures', { amount: 100 }, 'key')
        return world.change('10041', 'captures', { amount: 200 }, 'key')
      },
    },
  ],
  settlementNotFound: ['', '/transactions'].map((what) => ({
    when: `it asks for a settlement that nobody has${what}`,
    ask: (world) => world.call('GET', `/v1/settlements/123456/2000001${what}`),
  })),
  orderNotFound: [
    ...CHANGES.map((what) => ({ when: what, ask: (world: World) => world.change('1', what) })),
    { when: 'reading', ask: (world) => world.call('POST', '/v1/orders/1/readings') },
    { when: 'getting', ask: (world) => world.call('GET', '/v1/orders/1') },
    { when: 'listing events', ask: (world) => world.call('GET', '/v1/orders/1/events') },
    { when: 'replaying', ask: (world) => world.call('POST', '/v1/orders/1/events/replay') },
  ],
  orderExists: [
    {
      when: 'for another amount',
      ask: async (world) => {
        await world.place('10041')
        const amount = { currency: 'NOK', value: 1_000 }
        return world.call('POST', '/v1/orders', placing('10041', { amount }))
      },
    },
  ],
  orderCancelled: [
    {
      when: 'tried again',
      ask: async (world) => {
        await world.place('10041')
        await world.change('10041', 'cancellation')
        return world.change('10041', 'attempts')
      },
    },
  ],
  orderPaid: [
    {
      when: 'tried again',
      ask: async (world) => {
        await authorized(world, '10041')
        return world.change('10041', 'attempts')
      },
    },
  ],
  linesOutdated: [
    {
      when: 'for another amount',
      ask: async (world) => {
        await world.place('10041', { receipt: RECEIPT })
        return world.change('10041', 'attempts', { amount: 30_000 })
      },
    },
  ],
  expiryOutOfRange: [
    {
      when: 'too soon',
      ask: (world) => {
        const expiresAt = '2026-09-01T12:05:00Z'
        return world.call('POST', '/v1/orders', placing('10041', { expiresAt, receipt: RECEIPT }))
      },
    },
    {
      when: 'too late, tried again',
      ask: async (world) => {
        await world.place('10041')
        return world.change('10041', 'attempts', { expiresAt: '2026-12-24T12:00:00Z' })
      },
    },
  ],
  tooManyAttempts: [
    {
      when: 'the eleventh',
      ask: async (world) => {
        await world.place('10041')
        for (let count = 2; count <= 10; count += 1) await world.change('10041', 'attempts')
        return world.change('10041', 'attempts')
      },
    },
  ],
  notAuthorized: (['captures', 'refunds'] as const).map((what) => ({
    when: what,
    ask: async (world) => {
      await world.place('10041')
      return world.change('10041', what)
    },
  })),
  nothingToCapture: [
    {
      when: 'twice',
      ask: async (world) => {
        await authorized(world, '10041')
        await world.change('10041', 'captures')
        return world.change('10041', 'captures')
      },
    },
  ],
  captureExceedsReserved: [
    {
      when: 'with shipping that was not reserved',
      ask: async (world) => {
        await authorized(world, '10041')
        return world.change('10041', 'captures', { amount: 49_901 })
      },
    },
  ],
  nothingToRefund: [
    {
      when: 'before a capture',
      ask: async (world) => {
        await authorized(world, '10041')
        return world.change('10041', 'refunds')
      },
    },
  ],
  refundExceedsCaptured: [
    {
      when: 'of too much',
      ask: async (world) => {
        await authorized(world, '10041')
        await world.change('10041', 'captures', { amount: 100 })
        return world.change('10041', 'refunds', { amount: 101 })
      },
    },
  ],
  nothingToCancel: [
    {
      when: 'captured in full',
      ask: async (world) => {
        await authorized(world, '10041')
        await world.change('10041', 'captures')
        return world.change('10041', 'cancellation')
      },
    },
  ],
  lineNotFound: [{ when: 'without a receipt', ask: (world) => byLine(world, ['socks']) }],
  lineExceeded: [
    { when: 'twice as many', ask: (world) => byLine(world, ['socks'], [49_900], '2') },
  ],
  linesWorthNothing: [
    { when: 'a discount alone', ask: (world) => byLine(world, ['discount'], [50_000, -100]) },
  ],
  nothingToSend: [
    {
      when: 'again what was never said',
      ask: async (world) => {
        await world.place('10041')
        return world.change('10041', 'information/send', { kind: 'category' })
      },
    },
  ],
  nothingToClear: [
    {
      when: 'of an order that is well',
      ask: async (world) => {
        await world.place('10041')
        return world.change('10041', 'attention/clear')
      },
    },
  ],
}
/** What only a server that is overwhelmed or broken, or fifty changes, bring about. */
const ELSEWHERE: readonly ShopProblemName[] = ['tooManyChanges', 'busy', 'internalError']

describe('the API refuses', () => {
  for (const [code, refusals] of Object.entries(REFUSALS)) {
    for (const { when, ask } of refusals) {
      test(`${code}: ${when}`, async () => {
        await using world = await openWorld()
        const { status, body } = await ask(world)
        const { title } = SHOP_PROBLEMS[code as ShopProblemName]
        assert.deepEqual(
          { status, code: Reflect.get(body, 'code'), title: Reflect.get(body, 'title') },
          { status: SHOP_PROBLEMS[code as ShopProblemName].status, code, title },
        )
      })
    }
  }

  test('nothing else than is shown here', () => {
    const shown = new Set([...Object.keys(REFUSALS), ...ELSEWHERE])
    assert.deepEqual([...shown].toSorted(), Object.keys(SHOP_PROBLEMS).toSorted())
  })

  test('naming what is wrong, member by member', async () => {
    await using world = await openWorld()
    const { body } = await world.call('POST', '/v1/orders', placing('-', { returnUrl: 'x' }))
    const errors = body['errors'] as readonly { readonly name: string }[]
    assert.deepEqual(
      errors.map(({ name }) => name),
      ['number', 'returnUrl'],
    )
  })
})

describe('the API repeats nothing', () => {
  test('when an order is placed twice by the same request', async () => {
    await using world = await openWorld()
    const first = await world.call('POST', '/v1/orders', placing('10041'))
    const second = await world.call('POST', '/v1/orders', placing('10041'))
    assert.deepEqual([first.status, second.status], [201, 200])
    assert.equal(second.body.redirectUrl, first.body.redirectUrl)
    assert.equal(second.body.attempts.length, 1)
  })

  test('when a change comes twice with one key', async () => {
    await using world = await openWorld()
    await authorized(world, '10041')
    const first = await world.change('10041', 'captures', { amount: 100 }, 'key')
    const second = await world.change('10041', 'captures', { amount: 100 }, 'key')
    assert.deepEqual([first.status, second.status], [200, 200])
    assert.equal(second.body.sums.captured, 100)
  })

  test('but lets a key that was refused try again', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    const early = await world.change('10041', 'captures', {}, 'key')
    assert.equal(early.status, 409)
    await world.customer('approve', reference)
    await world.settle()
    const { status, body } = await world.change('10041', 'captures', {}, 'key')
    assert.deepEqual([status, body.status], [200, 'captured'])
  })
})

describe('the list of orders', () => {
  test('goes from page to page, the newest first, or by number', async () => {
    await using world = await openWorld()
    for (const number of ['10041', '10042', '20001']) await world.place(number)
    const numbers = async (query: string) => {
      const { body } = await world.call('GET', `/v1/orders?${query}`)
      const orders = body['orders'] as readonly { readonly number: string }[]
      return { numbers: orders.map(({ number }) => number), next: body['next'] }
    }
    const first = await numbers('limit=2')
    assert.deepEqual(first.numbers, ['20001', '10042'])
    const second = await numbers(`limit=2&after=${String(first.next)}`)
    assert.deepEqual([second.numbers, second.next], [['10041'], undefined])
    assert.deepEqual((await numbers('prefix=100')).numbers, ['10041', '10042'])
  })
})

test('asking the provider now tells what no webhook has told', async () => {
  await using world = await openWorld({ isRegistered: false })
  const { reference } = await world.place('10041')
  await world.customer('approve', reference)
  const { status, body } = await world.call('POST', '/v1/orders/10041/readings')
  assert.deepEqual([status, body.status], [200, 'authorized'])
})

describe('the OpenAPI document', () => {
  const document = JSON.parse(
    JSON.stringify(shopOpenApiDocument('https://pay.example', '1.0.0')),
  ) as {
    readonly paths: Record<string, Record<string, DescribedOperation>>
    readonly components: { readonly schemas: Record<string, object> }
  }
  const described = Object.values(document.paths).flatMap((path) => Object.values(path))

  test('has every operation and nothing else', () => {
    const ids = described.map(({ operationId }) => operationId)
    assert.deepEqual(ids.toSorted(), Object.keys(SHOP_OPERATIONS).toSorted())
  })

  test('is served, and describes the orders that are answered', async () => {
    await using world = await openWorld()
    const served = await world.call('GET', '/openapi.json')
    assert.equal(served.body['openapi'], '3.1.0')
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema(document, 'document')
    const order = { $ref: 'document#/components/schemas/Order' }
    await authorized(world, '10041')
    const { body } = await world.change('10041', 'captures', { amount: 100 })
    assert.ok(ajv.validate(order, body), JSON.stringify(ajv.errors))
  })

  test('describes what the shop is told', async () => {
    await using world = await openWorld()
    await authorized(world, '10041')
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    ajv.addSchema(document, 'document')
    const event = 'document#/webhooks/orderEvent/post/requestBody/content/application~1json/schema'
    const { body } = await world.call('GET', '/v1/orders/10041/events')
    const events = body['events'] as readonly object[]
    assert.equal(events.length, 2)
    for (const each of events) assert.ok(ajv.validate({ $ref: event }, each))
    assert.ok(!ajv.validate({ $ref: event }, { type: 'order.authorized' }))
  })

  test('demands a body where a request without one is refused', async () => {
    await using world = await openWorld()
    await world.place('10041')
    for (const operation of Object.values<ShopOperation>(SHOP_OPERATIONS)) {
      const { operationId, requestBody } =
        described.find((each) => each.operationId === operation.id) ?? assert.fail()
      assert.equal(requestBody === undefined, operation.body === undefined)
      if (!requestBody) continue
      const path = operation.path.replace('{number}', '10041').replace(/\{.*\}/, '123456')
      const key = { 'Idempotency-Key': `nothing-${operationId}` }
      const { body } = await world.call('POST', path, undefined, key)
      assert.equal(body['code'] === 'invalidRequest', requestBody.required, operationId)
    }
  })

  test('says of each change that its key may have been used for another one', () => {
    for (const { operationId, parameters, responses } of described) {
      const hasKey = parameters.some(({ name }) => name === 'Idempotency-Key')
      const isSaid = responses['409']?.description.includes('keyReused') ?? false
      assert.equal(isSaid, hasKey, operationId)
    }
  })

  test('names only problems that are', () => {
    for (const { problems } of Object.values<ShopOperation>(SHOP_OPERATIONS)) {
      for (const name of problems) assert.ok(name in SHOP_PROBLEMS)
    }
  })
})
