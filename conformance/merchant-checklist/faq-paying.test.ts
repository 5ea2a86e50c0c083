/** F: what merchants ask about paying, capturing and cancelling, F-1 to F-13. */
import assert from 'node:assert/strict'
import type { ConsoleDiagnostics, ConsoleOrderPage, OrderView } from '@kvitt/contract'
import { errorText, type Fetch } from '@kvitt/sdk'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import fc from 'fast-check'
import { Network } from '../../test/merchant/support/network.ts'
import { placing, RECEIPT } from '../../test/merchant/support/world.ts'
import { seededRandom } from '../../test/merchant/support/seeded-random.ts'
import { group, option } from '../support/express.ts'
import { check } from './support/check.ts'
import { look, openOffice, pageOf } from './support/office.ts'
import { visitShop } from './support/shop.ts'
import {
  amountsOf,
  asked,
  attentionOf,
  authorized,
  comeBack,
  orderFault,
  paymentOf,
} from './support/deeds.ts'

/** How a customer's payment fails, by amount or by what they do on the phone. */
const FAILURES = [
  { why: 'insufficient funds', amount: 151 },
  { why: 'refused by the issuer', amount: 182 },
  { why: 'suspected fraud', amount: 183 },
  { why: 'beyond the limit', amount: 184 },
  { why: 'card expired', amount: 186 },
  { why: 'card invalid', amount: 187 },
  { why: '3-D Secure failed', amount: 197 },
  { why: 'a card that has expired', wish: { card: 'expired' } },
  { why: 'a card without money', wish: { card: 'empty' } },
  { why: 'a card of another country', wish: { card: 'foreign' } },
  { why: 'electronic identification failed', wish: { authentication: 'fail' } },
] as const

const SELDOM = {
  firstMs: 5 * SECOND_MS,
  steps: [{ untilAgeMs: HOUR_MS, everyMs: MINUTE_MS }],
}

check(
  'F-1',
  'whyever a payment fails, nothing is guessed, and another try is offered',
  async (open) => {
    const world = await open({ policy: { poll: SELDOM } })
    const messages = new Set<string>()
    for (const [index, failure] of FAILURES.entries()) {
      const number = `2${index}`
      const amount = { currency: 'NOK', value: 'amount' in failure ? failure.amount : 49_900 }
      const { reference } = await world.place(number, { amount })
      const wish = 'wish' in failure ? failure.wish : {}
      assert.equal(await world.customer('approve', reference, wish), 409, failure.why)
      await world.settle()
      // The customer may try another card: nothing is over for the shop.
      const waiting = await world.order(number)
      const isOver = (await paymentOf(world, reference)).state !== 'CREATED'
      assert.equal(waiting.status, isOver ? 'aborted' : 'created', failure.why)
      const { text } = await comeBack(world, reference)
      assert.match(text, /card does not work, the app says why|look in the app/)
      await world.pass(11 * MINUTE_MS)
      const order = await world.order(number)
      assert.match(order.status, /^(?:expired|aborted)$/)
      // The API gives no reason, so none is told.
      assert.deepEqual(order.attention, [])
      const shown = await comeBack(world, reference)
      assert.match(shown.text, /nothing is charged.*try again with another one/)
      assert.doesNotMatch(shown.text, /funds|limit|fraud|issuer|secure/i)
      messages.add(shown.title)
    }
    assert.deepEqual([...messages], ['Not paid'])

    await world.place('30')
    const early = await world.change('30', 'captures')
    assert.deepEqual([early.status, early.body['code']], [409, 'notAuthorized'])
    await authorized(world, '31')
    const beyond = await world.change('31', 'captures', { amount: 49_901 })
    assert.deepEqual([beyond.status, beyond.body['code']], [409, 'captureExceedsReserved'])
    assert.equal((await asked(world, 'capturePayment')).length, 0)
  },
)

check('F-2', 'a failure that nobody explains is told as such', async (open) => {
  let isRefused = true
  const world = await open({
    between: (fetch) => (request) => {
      if (!isRefused || !request.url.endsWith('/payments')) return fetch(request)
      const extraDetails = [{ name: 'ErrorCode', reason: '9999' }]
      const body = { type: 'about:blank', title: 'No', status: 400, traceId: '00-1-1-01' }
      return Promise.resolve(Response.json({ ...body, extraDetails }, { status: 400 }))
    },
  })
  await world.place('10041')
  const { status, attention } = await world.order('10041')
  assert.equal(status, 'refused')
  assert.deepEqual(
    attention.map(({ kind, traceId }) => [kind, traceId]),
    [['createRefused', '00-1-1-01']],
  )
  assert.equal(attention[0]?.code, 'unknownProblem')
  for (const language of ['en', 'nb'] as const) {
    assert.ok(errorText('unknownProblem', 'customer', language).length > 20)
    assert.match(errorText('unknownProblem', 'employee', language), /reason|årsak|grunn/i)
  }
  isRefused = false
  const again = await world.change('10041', 'attempts')
  assert.equal(again.body.status, 'created')
})

check('F-3', 'no more is captured than the goods and shipping that were reserved', async (open) => {
  const world = await open()
  const amount = { currency: 'NOK', value: 110_000 }
  const reference = await authorized(world, '10041', { amount })
  const { status, body } = await world.change('10041', 'captures', { amount: 115_000 })
  assert.deepEqual([status, body['code'], body['limit']], [409, 'captureExceedsReserved', 110_000])
  assert.deepEqual(body['alternatives'], [
    { action: 'capture', amount: 110_000 },
    { action: 'placeOrder', amount: 5_000 },
  ])
  assert.equal((await asked(world, 'capturePayment')).length, 0)
  await world.change('10041', 'captures', { amount: 110_000 })
  assert.deepEqual(await amountsOf(world, reference), [110_000, 0, 0])

  // The portal was quicker, so the provider refuses: nothing is taken for captured.
  const forced = await authorized(world, '10042', { amount })
  await world.control('POST', `/payments/123456/${forced}/capture`, { amount: 100_000 })
  await world.change('10042', 'captures', { amount: 110_000 })
  await world.settle()
  assert.deepEqual(await amountsOf(world, forced), [100_000, 0, 0])
  const order = await world.order('10042')
  assert.deepEqual(await attentionOf(world, '10042'), ['captureRefused'])
  assert.deepEqual([order.sums.captured, order.sums.capturable], [100_000, 10_000])
})

/** Lines as a shop has them: any price, tax and quantity, in minor units. */
const lines = fc.array(
  fc.record({
    totalAmountExcludingTax: fc.integer({ min: 1, max: 300_000 }),
    taxRate: fc.constantFrom(0, 1_200, 1_500, 2_500),
    quantity: fc.integer({ min: 1, max: 7 }),
    discount: fc.integer({ min: 0, max: 90 }),
  }),
  { minLength: 1, maxLength: 4 },
)

check('F-4', 'parts of lines come to what was reserved, to the last minor unit', async (open) => {
  const world = await open()
  let count = 0
  await fc.assert(
    fc.asyncProperty(lines, async (drawn) => {
      count += 1
      const orderLines = drawn.map(({ quantity, discount: percent, taxRate, ...line }, index) => {
        const gross = line.totalAmountExcludingTax
        const net = Math.max(1, Math.round((gross * (100 - percent)) / 100))
        const totalTaxAmount = Math.round((net * taxRate) / 10_000)
        const unitInfo = { unitPrice: null, quantity: String(quantity), quantityUnit: 'PCS' }
        const total = { totalAmount: net + totalTaxAmount, totalAmountExcludingTax: net }
        const id = `line-${index}`
        const discount = gross - net
        return { id, name: `Line ${index}`, ...total, totalTaxAmount, taxRate, unitInfo, discount }
      })
      const value = orderLines.reduce((sum, { totalAmount }) => sum + totalAmount, 0)
      const number = `4${count}`
      const receipt = { orderLines, bottomLine: { currency: 'NOK' } }
      // One unit too much or too little is said, and nothing is reserved.
      for (const wrong of [value - 1, value + 1]) {
        const body = placing(number, { amount: { currency: 'NOK', value: wrong }, receipt })
        const { status } = await world.call('POST', '/v1/orders', body)
        assert.equal(status, 400)
      }
      const reference = await authorized(world, number, {
        amount: { currency: 'NOK', value },
        receipt,
      })
      // One of each line first, and then what is left.
      const one = orderLines.map(({ id }) => ({ id, quantity: '1' }))
      await world.change(number, 'captures', { lines: one })
      const left = orderLines
        .filter(({ unitInfo }) => unitInfo.quantity !== '1')
        .map(({ id }) => ({ id }))
      if (left.length > 0) await world.change(number, 'captures', { lines: left })
      assert.deepEqual(await amountsOf(world, reference), [value, 0, 0])
      await world.change(number, 'refunds', { lines: one })
      if (left.length > 0) await world.change(number, 'refunds', { lines: left })
      assert.deepEqual(await amountsOf(world, reference), [value, 0, value])
    }),
    { seed: 4, numRuns: 12, endOnFailure: true },
  )
})

/** How many customers choose their delivery at the same moment. */
const CROWD = 20
/** How long the provider waits for an answer. */
const SHIPPING_ANSWER_MS = 10 * SECOND_MS
const SHIPPING_URL = 'https://shop.example/shipping'
const DOOR = group([option('door', 7_900)])
const DYNAMIC = { shipping: { dynamicOptions: { callbackUrl: SHIPPING_URL } } }

check(
  'F-6',
  'Express stands callbacks that are slow or fail, and tells its modules',
  async (open) => {
    let asked = 0
    let callback = async (): Promise<Response> => assert.fail('nobody is to be asked')
    const webhooks = (fetch: Fetch): Fetch => {
      return (request) => (request.url === SHIPPING_URL ? callback() : fetch(request))
    }
    const office = await openOffice(open, { webhooks })
    const { world } = office
    const place = async (first: number, changes: object): Promise<readonly OrderView[]> => {
      const orders: OrderView[] = []
      for (let index = 0; index < CROWD; index += 1) {
        orders.push(await world.place(`${first + index}`, changes))
      }
      return orders
    }
    const approve = (orders: readonly OrderView[]): Promise<readonly number[]> =>
      Promise.all(orders.map(({ reference }) => world.customer('approve', reference)))
    const all = (status: number): readonly number[] => Array<number>(CROWD).fill(status)
    const become = async (orders: readonly OrderView[], expected: readonly unknown[]) => {
      await world.settle()
      for (const { number } of orders) {
        const { status, sums, attention } = await world.order(number)
        assert.deepEqual([status, sums.authorized, attention], [...expected, []])
      }
    }
    // Options that are fixed ask nothing of the shop, and need no time.
    const fixed = await place(10_000, { shipping: { fixedOptions: [DOOR] } })
    const before = world.clock.now()
    assert.deepEqual(await approve(fixed), all(200))
    assert.equal(world.clock.now(), before)
    await become(fixed, ['authorized', 57_800])

    // Whoever is asked answers everybody at once, in the last moment in which that is in time.
    const dynamic = await place(20_000, DYNAMIC)
    const late = async (afterMs: number): Promise<readonly number[]> => {
      const waiting = Promise.withResolvers<void>()
      const answered = Promise.withResolvers<void>()
      asked = 0
      callback = async () => {
        asked += 1
        if (asked === CROWD) waiting.resolve()
        await answered.promise
        return Response.json({ groups: [DOOR] })
      }
      const approving = approve(dynamic)
      await waiting.promise
      world.clock.advance(afterMs)
      if (afterMs < SHIPPING_ANSWER_MS) answered.resolve()
      return approving
    }
    // Too late: customers are told, nothing is approved, and nobody is asked twice.
    assert.deepEqual(await late(SHIPPING_ANSWER_MS), all(502))
    assert.equal(asked, CROWD)
    await become(dynamic, ['created', 0])
    callback = async () => new Response(null, { status: 500 })
    assert.deepEqual(await approve(dynamic), all(502))
    await become(dynamic, ['created', 0])
    // Who tries again pays, once the shop answers in time.
    assert.deepEqual(await late(SHIPPING_ANSWER_MS - 1), all(200))
    await become(dynamic, ['authorized', 57_800])

    const { status, body } = await office.administrator.call('GET', '/diagnostics')
    const { versions } = body as unknown as ConsoleDiagnostics
    assert.equal(status, 200)
    assert.equal(versions.node, process.versions.node)
    for (const name of ['@kvitt/merchant', '@kvitt/sdk', 'hono']) {
      assert.match(versions.modules[name] ?? '', /^\d+\.\d+\.\d+/, name)
    }
  },
)

const ADA = {
  name: 'Ada Lovelace',
  email: 'ada@example.com',
  street: 'Storgata 1',
  postcode: '0155',
  city: 'Oslo',
  terms: 'accepted',
}

check('F-7', 'goods are captured when they are shipped, and not before', async (open) => {
  const office = await openOffice(open)
  const { world, kari } = office
  using visit = visitShop(world)
  const buy = async (product: string): Promise<string> => {
    await visit.post('/cart/lines', { product })
    await visit.get((await visit.post('/checkout', ADA)).location)
    const bought = (await asked(world, 'createPayment')).at(-1)?.reference ?? ''
    assert.equal(await world.customer('approve', bought), 200)
    await world.settle()
    return bought.slice('acme-shop-'.length)
  }
  const goods = await buy('socks')
  // Staff who capture all the same say why.
  const key = { 'Idempotency-Key': 'before-it-is-shipped' }
  const hasty = await kari.call('POST', `/orders/${goods}/captures`, {}, key)
  assert.deepEqual([hasty.status, hasty.body['code']], [400, 'invalidRequest'])
  await world.pass(DAY_MS)
  assert.equal((await world.order(goods)).status, 'authorized')
  assert.equal((await asked(world, 'capturePayment')).length, 0)
  await visit.post('/back-room/sign-in', { password: 'of-the-back-room' })
  await visit.post(`/back-room/orders/${goods}/ship`, {})
  assert.equal((await world.order(goods)).status, 'captured')

  // What is delivered at once is captured at once.
  assert.equal((await world.order(await buy('map'))).status, 'captured')
  await authorized(world, '10041')
  assert.equal((await world.order('10041')).status, 'authorized')
  await authorized(world, '10042', { capture: 'when-authorized' })
  assert.equal((await world.order('10042')).status, 'captured')
})

check('F-8', 'what was captured is read, never assumed', async (open) => {
  const world = await open()
  const { reference } = await world.place('10041')
  await world.customer('approve', reference)
  // As at a sales unit that captures by itself: before anything was read here.
  await world.control('POST', `/payments/123456/${reference}/capture`)
  await world.settle()
  const { status, sums } = await world.order('10041')
  assert.deepEqual([status, sums.captured, sums.capturable], ['captured', 49_900, 0])
  const again = await world.change('10041', 'captures')
  assert.deepEqual([again.status, again.body['code']], [409, 'nothingToCapture'])
  assert.equal((await asked(world, 'capturePayment', reference)).length, 0)
})

check('F-9', 'an order is refunded, and a line of it', async (open) => {
  const world = await open()
  const totals = { taxRate: 0, totalTaxAmount: 0 }
  const orderLines = [
    { id: 'socks', name: 'Socks', totalAmount: 30_000, totalAmountExcludingTax: 30_000, ...totals },
    { id: 'hat', name: 'Hat', totalAmount: 19_900, totalAmountExcludingTax: 19_900, ...totals },
  ]
  const receipt = { orderLines, bottomLine: { currency: 'NOK' } }
  const reference = await authorized(world, '10041', { receipt })
  await world.change('10041', 'captures')
  const { body } = await world.change('10041', 'refunds', { lines: [{ id: 'hat' }] })
  assert.deepEqual([body.status, body.sums.refunded], ['partiallyRefunded', 19_900])
  await world.change('10041', 'refunds')
  assert.deepEqual(await amountsOf(world, reference), [49_900, 0, 49_900])
})

check('F-10', 'the rest is released after the last part, unless it is not wanted', async (open) => {
  const amount = { currency: 'NOK', value: 100_000 }
  for (const releaseRemainder of [true, false]) {
    const world = await open({ policy: { releaseRemainder } })
    const reference = await authorized(world, '10041', { amount })
    await world.change('10041', 'captures', { amount: 75_000, isLast: true })
    await world.settle()
    const released = releaseRemainder ? 25_000 : 0
    assert.deepEqual(await amountsOf(world, reference), [75_000, released, 0])
    assert.equal((await asked(world, 'refundPayment')).length, 0)
    if (releaseRemainder) continue
    await world.change('10041', 'cancellation')
    assert.deepEqual(await amountsOf(world, reference), [75_000, 25_000, 0])
  }
})

check(
  'F-11',
  'orders are repaired within a minute, and 15 minutes after an outage',
  async (open) => {
    const network = new Network(seededRandom(1))
    const world = await open({ between: network.calls, webhooks: network.webhooks })
    const { reference } = await world.place('10041')
    await orderFault(world, {
      effect: 'drop',
      when: 'before',
      operation: 'deliverWebhook',
      count: 9,
    })
    await world.customer('approve', reference)
    await world.pass(MINUTE_MS)
    assert.equal((await world.order('10041')).status, 'authorized')

    const second = await world.place('10042')
    network.isProviderReachable = false
    await world.customer('approve', second.reference)
    await world.pass(DAY_MS)
    assert.equal((await world.order('10042')).status, 'created')
    network.isProviderReachable = true
    await world.pass(15 * MINUTE_MS)
    assert.equal((await world.order('10042')).status, 'authorized')

    // A payment of days, whose customer looks at the page again and again meanwhile.
    const expiresAt = new Date(world.clock.now() + 30 * DAY_MS).toISOString()
    const long = await world.place('10043', { expiresAt, receipt: RECEIPT })
    await world.pass(3 * DAY_MS)
    network.isProviderReachable = false
    await world.customer('approve', long.reference)
    for (let count = 0; count < 400; count += 1) await comeBack(world, long.reference)
    await world.pass(DAY_MS)
    assert.equal((await world.order('10043')).status, 'created')
    network.isProviderReachable = true
    await world.pass(15 * MINUTE_MS)
    assert.equal((await world.order('10043')).status, 'authorized')

    const { body } = await world.call('GET', '/v1/orders?prefix=1004')
    assert.equal((body['orders'] as readonly unknown[]).length, 3)
    // At another sales unit there is no such payment, which is said, and settles nothing.
    let isElsewhere = false
    const office = await openOffice(open, {
      between: (fetch) => (request) =>
        isElsewhere && /\/payments\/[^/]+$/.test(request.url)
          ? fetch(new Request(`${request.url}-elsewhere`, request))
          : fetch(request),
    })
    const strange = office.world
    await strange.place('10041')
    isElsewhere = true
    await strange.pass(MINUTE_MS)
    const { status, wants } = await pageOf(office, '10041')
    assert.equal(status, 'created')
    assert.deepEqual(
      wants.map(({ kind }) => kind),
      ['paymentMissing'],
    )
    assert.match(wants[0]?.advice?.en ?? '', /sales unit.*merchant serial number/)
    // Whoever looks for orders that are not decided finds it.
    const { orders } = await look<ConsoleOrderPage>(office, '/orders?status=created')
    assert.deepEqual(
      orders.map(({ number }) => number),
      ['10041'],
    )
  },
)

check('F-12', 'an order waits for the last second in which it can be approved', async (open) => {
  const world = await open()
  const { reference } = await world.place('10041')
  await world.pass(9 * MINUTE_MS)
  assert.equal((await world.order('10041')).status, 'created')
  const { deadlines } = await paymentOf(world, reference)
  const expiresAt = Date.parse(deadlines.find(({ name }) => name === 'expiry')?.at ?? '')
  await world.pass(expiresAt - SECOND_MS - world.clock.now())
  assert.equal(await world.customer('approve', reference), 200)
  await world.pass(HOUR_MS)
  assert.equal((await world.order('10041')).status, 'authorized')
  assert.equal((await asked(world, 'cancelPayment')).length, 0)
})

check(
  'F-13',
  'who approves what was just cancelled is given back, or gets the order',
  async (open) => {
    for (const lateApproval of ['cancel', 'reinstate'] as const) {
      const world = await open({ policy: { lateApproval }, isRegistered: false })
      const { reference } = await world.place('10041')
      await orderFault(world, {
        effect: 'drop',
        when: 'before',
        operation: 'cancelPayment',
        count: 1,
      })
      // Nothing of the cancellation arrives before the customer approves.
      const cancelling = world.change('10041', 'cancellation')
      await world.customer('approve', reference)
      await cancelling
      await world.pass(MINUTE_MS)
      const { status } = await world.order('10041')
      const isBack = lateApproval === 'reinstate'
      assert.equal(status, isBack ? 'authorized' : 'cancelled')
      assert.deepEqual(await amountsOf(world, reference), [0, isBack ? 0 : 49_900, 0])
      assert.ok((await attentionOf(world, '10041')).includes('lateApproval'))
      const { title } = await comeBack(world, reference)
      assert.equal(title, isBack ? 'Thank you' : 'Not charged')
      assert.ok(world.shop.typesOf('10041').includes('order.attention'))
    }
  },
)
