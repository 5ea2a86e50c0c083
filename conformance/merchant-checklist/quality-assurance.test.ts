/** Q: what is looked at before a merchant's system is let into production. */
import assert from 'node:assert/strict'
import type { OrderView, RequestStatistics } from '@kvitt/contract'
import { createClient, errorText, KvittError, type ErrorCode } from '@kvitt/sdk'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { RECEIPT, type World } from '../../test/merchant/support/world.ts'
import { KEYS, NORWAY } from '../support/demo-keys.ts'
import { check } from './support/check.ts'
import { amountsOf, asked, attentionOf, authorized, comeBack, orderFault } from './support/deeds.ts'

/** What brings about each state and event of a payment, and what the order is called then. */
const SCENARIOS: Readonly<Record<string, (world: World, reference: string) => Promise<unknown>>> = {
  created: (world) => world.settle(),
  aborted: (world, reference) => world.customer('reject', reference),
  expired: (world) => world.pass(11 * MINUTE_MS),
  terminated: (world) => world.change('terminated', 'cancellation'),
  authorized: (world, reference) => world.customer('approve', reference),
  captured: async (world, reference) => {
    await world.customer('approve', reference)
    await world.settle()
    await world.change('captured', 'captures')
  },
  cancelled: async (world, reference) => {
    await world.customer('approve', reference)
    await world.settle()
    await world.change('cancelled', 'cancellation')
  },
  refunded: async (world, reference) => {
    await world.customer('approve', reference)
    await world.settle()
    await world.change('refunded', 'captures')
    await world.change('refunded', 'refunds')
  },
}

const SELDOM = {
  firstMs: 5 * SECOND_MS,
  steps: [{ untilAgeMs: HOUR_MS, everyMs: MINUTE_MS }],
}

check('Q-1', 'each state and event has a status and a message of its own', async (open) => {
  let isNew = false
  const world = await open({
    policy: { poll: SELDOM },
    between: (fetch) => async (request) => {
      const response = await fetch(request)
      if (!isNew || !/\/payments\/[^/]+$/.test(request.url)) return response
      return Response.json({ ...((await response.json()) as object), state: 'PARKED' })
    },
  })
  const messages = new Map<string, string>()
  for (const [status, bringAbout] of Object.entries(SCENARIOS)) {
    const { reference } = await world.place(status)
    await bringAbout(world, reference)
    await world.settle()
    assert.equal((await world.order(status)).status, status)
    assert.equal(world.shop.typesOf(status).at(-1), `order.${status}`)
    const { text } = await comeBack(world, reference)
    const message = /<p>(.*?)<\/p>/.exec(text)?.[1] ?? assert.fail(text)
    assert.equal(messages.get(message), undefined, `${status} reads as ${messages.get(message)}`)
    messages.set(message, status)
  }

  isNew = true
  const { reference } = await world.place('unheard-of')
  await world.customer('approve', reference)
  await world.pass(MINUTE_MS)
  assert.equal((await world.order('unheard-of')).status, 'created')
  const event = { name: 'PARKED', msn: NORWAY, reference, success: true, amount: RECEIPT }
  assert.equal((await world.webhook(event)).status, 200)
  isNew = false
  await world.pass(MINUTE_MS)
  assert.equal((await world.order('unheard-of')).status, 'authorized')
})

/** An order's life, whatever becomes of its webhooks. */
async function live(world: World): Promise<void> {
  const first = await world.place('10041')
  await world.customer('reject', first.reference)
  await world.pass(MINUTE_MS)
  const { body } = await world.change('10041', 'attempts')
  await world.customer('approve', body.reference)
  await world.pass(MINUTE_MS)
  await world.change('10041', 'captures', { amount: 20_000 })
  await world.change('10041', 'captures', { amount: 10_000, isLast: true })
  await world.change('10041', 'refunds', { amount: 5_000 })
  await world.pass(30 * MINUTE_MS)
}

/** Everything but when it became so, and where the customer would go. */
function truthOf(order: OrderView): object {
  const { readAt: _read, ...truth } = order
  return {
    ...truth,
    attempts: truth.attempts.map(({ startedAt: _at, ...attempt }) => attempt),
  }
}

check('Q-2', 'replayed, late, shuffled and lost events end in the same order', async (open) => {
  const calm = await open()
  await live(calm)
  const right = truthOf(await calm.order('10041'))
  const told = calm.shop.typesOf('10041')
  for (const fault of [
    { effect: 'duplicate', copies: 3 },
    { effect: 'delay', delayMs: 20 * MINUTE_MS },
    { effect: 'reorder' },
    { effect: 'drop', when: 'after' },
    { effect: 'drop', when: 'before', probability: 0.5, seed: 7 },
  ]) {
    const world = await open()
    await orderFault(world, { operation: 'deliverWebhook', ...fault })
    await live(world)
    assert.deepEqual(truthOf(await world.order('10041')), right, fault.effect)
    assert.deepEqual(world.shop.typesOf('10041'), told, fault.effect)
  }
})

/** Each class of errors, as the provider is made to answer it. */
const CLASSES = [
  { status: 400, code: 4040 },
  { status: 401 },
  { status: 403 },
  { status: 404 },
  { status: 409, code: 4020 },
  { status: 429 },
  { status: 500, code: 3010 },
] as const

check('Q-3', 'every error is logged with all that explains it, and no secret', async (open) => {
  let isSilent = false
  const world: World = await open({
    between: (fetch) => (request) => {
      if (!isSilent || !request.url.endsWith('/v1/payments')) return fetch(request)
      isSilent = false
      world.clock.advance(20 * SECOND_MS)
      return new Promise(() => {})
    },
  })
  for (const [index, { status, ...rest }] of [...CLASSES, { status: 'none' }].entries()) {
    const fault = { effect: 'status', status, ...rest, when: 'before', operation: 'createPayment' }
    isSilent = status === 'none'
    if (!isSilent) await orderFault(world, { ...fault, count: 1 })
    const { reference } = await world.place(`1004${index}`)
    const record = world.failedCalls.find((each) => each.reference === reference)
    assert.ok(record, String(status))
    assert.match(record.endpoint ?? '', /\/epayment\/v1\/payments$/)
    const { requestHeaders = {}, requestBody, code, message, refusal, method } = record
    assert.deepEqual(
      [requestHeaders['Merchant-Serial-Number'], requestHeaders['Authorization'], method],
      [NORWAY, '***', 'POST'],
    )
    assert.match(requestBody ?? '', /"paymentDescription":"Two pairs of socks"/)
    if (status === 'none') {
      // An answer that never came says nothing.
      assert.deepEqual([code, record.status], ['timeout', undefined])
      continue
    }
    assert.equal(record.status, status)
    for (const fact of [code, message, refusal]) assert.ok(fact, `${status}: ${message}`)
    const [first] = await asked(world, 'createPayment', reference)
    assert.equal(record.traceId, first?.traceId ?? undefined)
    // What comes from the APIs themselves has one; what the gateway answers has none.
    if (![401, 404, 429].includes(Number(status))) assert.ok(record.traceId, String(status))
  }
  const log = JSON.stringify(world.failedCalls)
  for (const secret of [KEYS.clientSecret, KEYS.primaryKey]) assert.ok(!log.includes(secret))
})

const INTERNALS = /\b(?:API|HTTP|idempotency|header|trace|webhook|server|[45]\d\d)\b/i

check('Q-4', 'each class of errors has words for customers and for employees', async (open) => {
  const world = await open()
  const client = world.client()
  const codes: ErrorCode[] = []
  for (const { status, ...rest } of CLASSES) {
    const fault = { effect: 'status', status, ...rest, when: 'before', operation: 'getPayment' }
    await orderFault(world, { ...fault, count: 2 })
    const error = await client.epayment.get('acme-shop-10041').catch((reason: unknown) => reason)
    assert.ok(error instanceof KvittError)
    assert.equal(error.status, status)
    codes.push(error.code)
    await world.control('DELETE', '/faults')
  }
  const silent = createClient({
    clientId: KEYS.clientId,
    clientSecret: KEYS.clientSecret,
    subscriptionKey: KEYS.primaryKey,
    merchantSerialNumber: NORWAY,
    baseUrl: 'http://provider.test',
    system: { name: 'checklist', version: '1' },
    attemptsMax: 1,
    clock: world.clock,
    fetch: () => {
      world.clock.advance(20 * SECOND_MS)
      return new Promise(() => {})
    },
  })
  const late = await silent.epayment.get('acme-shop-10041').catch((reason: unknown) => reason)
  assert.ok(late instanceof KvittError)
  codes.push(late.code)
  assert.equal(new Set(codes).size, codes.length, codes.join(' '))

  for (const code of codes) {
    for (const language of ['en', 'nb'] as const) {
      const customer = errorText(code, 'customer', language)
      const employee = errorText(code, 'employee', language)
      assert.doesNotMatch(customer, INTERNALS)
      assert.notEqual(customer, employee)
      // The cause, and what to do: more than one sentence.
      assert.ok(employee.split('. ').length > 1, `${code}: ${employee}`)
    }
  }
})

check('Q-5', 'every request says which solution calls', async (open) => {
  const world = await open({ keepsWebhooks: true })
  await live(world)
  await world.during(world.merchant.selfTest())
  const { total, complete, missingHeaders } = await world.control<RequestStatistics>(
    'GET',
    '/requests/statistics',
  )
  assert.ok(total > 10)
  assert.deepEqual([complete, missingHeaders], [total, []])
  const tooLong = { name: 'x'.repeat(31), version: '1' }
  assert.throws(
    () =>
      createClient({
        clientId: KEYS.clientId,
        clientSecret: KEYS.clientSecret,
        subscriptionKey: KEYS.primaryKey,
        merchantSerialNumber: NORWAY,
        baseUrl: 'http://provider.test',
        system: tooLong,
      }),
    /system.name: must have 1 to 30 characters/,
  )
})

check('Q-6', 'a payment has the receipt that its order was placed with', async (open) => {
  const world = await open({ confirmationUrl: 'https://shop.example/orders/{number}' })
  const told = (orderId: string) => world.client().orderManagement.getOrder({ orderId })
  const reference = await authorized(world, '10041', { receipt: RECEIPT })
  const { receipt } = await told(reference)
  assert.deepEqual(
    receipt?.orderLines.map(({ name }) => name),
    ['Two pairs of socks'],
  )
  // Where there is none, a link to the order stands beside it.
  const { category } = await told(await authorized(world, '10042'))
  assert.deepEqual(
    [category?.category, category?.orderDetailsUrl],
    ['ORDER_CONFIRMATION', 'https://shop.example/orders/10042'],
  )
})

check('Q-7', 'a capture that was not answered well is not done, and read first', async (open) => {
  let isLate = false
  const tellings: (string | undefined)[] = []
  const world: World = await open({
    between: (fetch) => (request) => {
      if (!request.url.endsWith('/capture')) return fetch(request)
      tellings.push(world.shop.events.at(-1)?.type)
      if (!isLate) return fetch(request)
      isLate = false
      world.clock.advance(30 * SECOND_MS)
      return Promise.reject(new Error('given up'))
    },
  })
  for (const [number, status] of [
    ['10041', 400],
    ['10042', 500],
    ['10043', 'late'],
  ] as const) {
    const reference = await authorized(world, number)
    isLate = status === 'late'
    const fault = { effect: 'status', when: 'before', operation: 'capturePayment', count: 1 }
    if (status !== 'late') {
      await orderFault(world, { ...fault, status, code: status === 400 ? 4040 : 3010 })
    }
    const before = (await asked(world, 'getPayment', reference)).length
    await world.change(number, 'captures', {}, `capture-of-${number}`)
    await world.pass(10 * SECOND_MS)
    const reads = (await asked(world, 'getPayment', reference)).slice(before)
    const captures = await asked(world, 'capturePayment', reference)
    if (status === 400) {
      assert.ok(reads.length > 0)
      assert.deepEqual(await attentionOf(world, number), ['captureRefused'])
      assert.deepEqual(await amountsOf(world, reference), [0, 0, 0])
      continue
    }
    const last = captures.at(-1)?.id ?? assert.fail('it is not sent again')
    assert.ok(
      reads.some(({ id }) => id < last),
      'it is read before it is sent again',
    )
    assert.equal(new Set(captures.map(({ idempotencyKey }) => idempotencyKey)).size, 1)
    assert.deepEqual(await amountsOf(world, reference), [49_900, 0, 0])
    assert.equal((await world.order(number)).status, 'captured')
  }
  // Nobody was told of a capture before one had succeeded.
  assert.deepEqual(tellings, Array(5).fill('order.authorized'))
})
