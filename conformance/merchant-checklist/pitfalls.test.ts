/** P: where integrations commonly go wrong. */
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { ConsoleOrderPage } from '@kvitt/contract'
import { attemptReference, parseAttemptReference } from '@kvitt/sdk'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import fc from 'fast-check'
import { RECEIPT } from '../../test/merchant/support/world.ts'
import { check } from './support/check.ts'
import {
  amountsOf,
  asked,
  authorized,
  bodyOf,
  comeBack,
  orderFault,
  paymentOf,
  requestOf,
} from './support/deeds.ts'
import { handle, look, openOffice, pageOf } from './support/office.ts'
import { visitShop } from './support/shop.ts'

const ROOT = new URL('../..', import.meta.url)
const PREFIX = /^[A-Za-z][A-Za-z0-9-]{4,18}[A-Za-z0-9]$/
const NUMBER = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?$/
const attempts = fc.record({
  prefix: fc.stringMatching(PREFIX),
  orderNumber: fc.stringMatching(NUMBER).filter((number) => !/-[1-9]$/.test(number)),
  attempt: fc.integer({ min: 0, max: 9 }),
})

check(
  'P-1',
  'every reference is unique, readable and of the form that is asked for',
  async (open) => {
    fc.assert(
      fc.property(attempts, (each) => {
        const reference = attemptReference(each)
        assert.match(reference, /^[A-Za-z][A-Za-z0-9-]{7,63}$/)
        // What can be read back is nobody else's.
        const { prefix, ...rest } = each
        assert.deepEqual(parseAttemptReference(prefix, reference), rest)
      }),
      { seed: 1, numRuns: 500 },
    )
    const world = await open()
    const other = await open({ referencePrefix: 'other-shop' })
    assert.equal((await world.place('10041')).reference, 'acme-shop-10041')
    assert.equal((await other.place('10041')).reference, 'other-shop-10041')
    // The case of letters makes another order.
    const [upper, lower] = [await world.place('A1'), await world.place('a1')]
    assert.deepEqual([upper.reference, lower.reference], ['acme-shop-A1', 'acme-shop-a1'])
  },
)

check('P-2', 'who pays again gets a suffix, and both are found under one order', async (open) => {
  const world = await open()
  const { reference } = await world.place('10041')
  await world.customer('reject', reference)
  await world.settle()
  await world.change('10041', 'attempts')
  await world.customer('approve', `${reference}-1`)
  await world.settle()
  const order = await world.order('10041')
  assert.deepEqual(
    order.attempts.map((attempt) => [attempt.reference, attempt.state]),
    [
      [reference, 'ABORTED'],
      [`${reference}-1`, 'AUTHORIZED'],
    ],
  )
  const found = await world.control<{ payments: readonly { reference: string }[] }>(
    'GET',
    `/payments?reference=${reference}`,
  )
  assert.deepEqual(found.payments.map((payment) => payment.reference).toSorted(), [
    reference,
    `${reference}-1`,
  ])
  const { body } = await world.call('GET', '/v1/orders?prefix=10041')
  assert.equal((body['orders'] as readonly unknown[]).length, 1)
})

check('P-3', 'an order is paid without webhooks and without a browser', async (open) => {
  const world = await open({ isRegistered: false })
  for (const [number, afterMs] of [
    ['10041', SECOND_MS],
    ['10042', 9 * MINUTE_MS],
  ] as const) {
    const { reference } = await world.place(number)
    await world.pass(afterMs)
    await world.customer('approve', reference)
    await world.pass(MINUTE_MS)
    assert.equal((await world.order(number)).status, 'authorized')
  }
})

check(
  'P-4',
  'a payment is polled after 5 s, then every 2 s, ever slower, and no more',
  async (open) => {
    const world = await open({ isRegistered: false })
    const { reference, placedAt } = await world.place('10041')
    const start = Date.parse(placedAt)
    const until = (ageS: number): Promise<void> =>
      world.pass(start + ageS * SECOND_MS - world.clock.now())

    const ages = async (): Promise<readonly number[]> =>
      (await asked(world, 'getPayment', reference)).map(
        ({ at }) => (Date.parse(at) - start) / SECOND_MS,
      )
    await until(12)
    assert.deepEqual(await ages(), [5, 7, 9, 11])

    const fault = { effect: 'status', status: 429, retryAfterSeconds: 30, operation: 'getPayment' }
    await orderFault(world, { ...fault, when: 'before', count: 1 })
    await until(48)
    assert.deepEqual((await ages()).slice(4), [13, 43, 45, 47])

    await world.customer('reject', reference)
    await world.pass(MINUTE_MS)
    const atTheEnd = await ages()
    assert.equal(atTheEnd.at(-1), 49)
    await world.pass(30 * DAY_MS)
    assert.deepEqual(await ages(), atTheEnd)

    // Whoever pays later is asked about more seldom.
    const expiresAt = new Date(world.clock.now() + 2 * DAY_MS).toISOString()
    const later = await world.place('10042', { expiresAt, receipt: RECEIPT })
    await world.pass(HOUR_MS)
    const pauses = (await asked(world, 'getPayment', later.reference))
      .map(({ at }) => Date.parse(at))
      .map((at, index, all) => at - (all[index - 1] ?? at))
    assert.deepEqual(pauses.slice(-3), [5 * MINUTE_MS, 5 * MINUTE_MS, 5 * MINUTE_MS])
    assert.ok(pauses.includes(30 * SECOND_MS))

    // Old as it is, it may still be approved; and often again once its customer is back.
    await world.pass(DAY_MS)
    const lately = async (): Promise<readonly number[]> =>
      (await asked(world, 'getPayment', later.reference)).map(({ at }) => Date.parse(at)).slice(-3)
    const [first = 0, second = 0, third = 0] = await lately()
    assert.deepEqual([second - first, third - second], [15 * MINUTE_MS, 15 * MINUTE_MS])
    await comeBack(world, later.reference)
    const back = world.clock.now()
    await world.pass(10 * SECOND_MS)
    assert.deepEqual(
      (await lately()).map((at) => (at - back) / SECOND_MS),
      [5, 7, 9],
    )
    // Whoever is told to wait is not asked all the same, because the customer looks again.
    await orderFault(world, { ...fault, when: 'before', count: 1 })
    await world.pass(SECOND_MS)
    const resting = comeBack(world, later.reference)
    await world.during(resting)
    const before = (await lately()).at(-1) ?? 0
    await world.pass(40 * SECOND_MS)
    const [next = 0] = (await asked(world, 'getPayment', later.reference))
      .map(({ at }) => Date.parse(at))
      .filter((at) => at > before)
    assert.equal(next - before, 30 * SECOND_MS)
  },
)

const KEY = { idempotencyKey: 'while-it-is-down' }
const LATER = {
  amount: { currency: 'NOK', value: 100 },
  paymentMethod: { type: 'WALLET' },
  reference: 'acme-shop-while-it-is-down',
  userFlow: 'PUSH_MESSAGE',
  customer: { phoneNumber: '4712345678' },
} as const

check(
  'P-5',
  'webhooks are registered once, verified, believed by nobody, and kept up',
  async (open) => {
    const world = await open({ keepsWebhooks: true })
    await world.settle()
    const [registration, ...others] = await world.client().webhooks.list()
    assert.deepEqual(others, [])
    const { reference } = await world.place('10041')
    const event = { reference, name: 'AUTHORIZED', msn: '123456', success: true }
    const reads = async (): Promise<number> => (await asked(world, 'getPayment', reference)).length

    const before = await reads()
    assert.equal((await world.webhook(event, { secret: 'forged' })).status, 401)
    await world.settle()
    assert.equal(await reads(), before)

    const fault = {
      effect: 'duplicate',
      copies: 3,
      operation: 'deliverWebhook',
      event: 'AUTHORIZED',
    }
    await orderFault(world, fault)
    await world.customer('approve', reference)
    await world.settle()
    assert.deepEqual(world.shop.typesOf('10041'), ['order.created', 'order.authorized'])

    // The secret outlives the process, and a registration that is gone is made again.
    await world.stopMerchant()
    await world.startMerchant()
    await world.customer('approve', (await world.place('10042')).reference)
    await world.settle()
    assert.equal((await world.order('10042')).status, 'authorized')
    await world.client().webhooks.delete(registration?.id ?? '')
    await world.pass(HOUR_MS)
    const again = await world.client().webhooks.list()
    assert.deepEqual([again.length, again[0]?.url], [1, registration?.url])
    assert.notEqual(again[0]?.id, registration?.id)

    // After two weeks of failures the provider has removed it.
    await world.stopMerchant()
    await world.client().epayment.create(LATER, KEY)
    await world.pass(16 * DAY_MS)
    assert.deepEqual(await world.client().webhooks.list(), [])
    await world.startMerchant()
    await world.settle()
    assert.equal((await world.client().webhooks.list()).length, 1)

    const quick = await open()
    const placed = await quick.place('10041')
    await quick.customer('approve', placed.reference)
    const asks = (await asked(quick, 'getPayment', placed.reference)).length
    assert.equal((await quick.webhook({ ...event, reference: placed.reference })).status, 200)
    // It is answered before anything is made of it.
    assert.equal((await asked(quick, 'getPayment', placed.reference)).length, asks)
    assert.equal((await quick.order('10041')).status, 'created')
    await quick.settle()
    assert.equal((await quick.order('10041')).status, 'authorized')
  },
)

check(
  'P-6',
  'the address alone shows the result, in a browser that knows nothing',
  async (open) => {
    const world = await open()
    const reference = await authorized(world, '10041')
    const { status, title, headers, text } = await comeBack(world, reference)
    assert.deepEqual([status, title, headers.get('set-cookie')], [200, 'Thank you', null])
    assert.doesNotMatch(text, /localStorage|sessionStorage|document\.cookie|window\.opener/)
  },
)

check('P-7', 'success, failure and waiting are shown at one address', async (open) => {
  const world = await open()
  const paid = await world.place('10041')
  const rejected = await world.place('10042')
  const titles = async (): Promise<readonly string[]> => {
    const first = await comeBack(world, paid.reference)
    const second = await comeBack(world, rejected.reference)
    return [first.title, second.title]
  }
  assert.deepEqual(await titles(), ['One moment', 'One moment'])
  await world.customer('approve', paid.reference)
  await world.customer('reject', rejected.reference)
  assert.deepEqual(await titles(), ['Thank you', 'Not paid'])
})

check('P-8', 'customers return before the webhook, after it, or never', async (open) => {
  const world = await open()
  await orderFault(world, {
    effect: 'delay',
    delayMs: 5 * MINUTE_MS,
    operation: 'deliverWebhook',
    event: 'AUTHORIZED',
  })
  const before = await world.place('10041')
  await world.customer('approve', before.reference)
  assert.equal((await comeBack(world, before.reference)).title, 'Thank you')
  assert.equal((await world.order('10041')).status, 'authorized')
  await world.control('DELETE', '/faults')

  const after = await authorized(world, '10042')
  assert.equal((await world.order('10042')).status, 'authorized')
  assert.equal((await comeBack(world, after)).title, 'Thank you')

  await authorized(world, '10043')
  await world.pass(10 * MINUTE_MS)
  for (const number of ['10041', '10042', '10043']) {
    assert.equal((await world.order(number)).status, 'authorized')
    const told = world.shop.typesOf(number)
    assert.deepEqual(told, ['order.created', 'order.authorized'])
  }
})

const EMBEDS = /<iframe|createElement\('iframe'\)|<embed|<object |WebView|canOpenURL|window\.open\(/

check('P-10', 'the payment page is opened unchanged, in the browser itself', async (open) => {
  const world = await open()
  const { reference, redirectUrl } = await world.place('10041')
  const [creation] = await asked(world, 'createPayment', reference)
  assert.ok(creation)
  const { answer } = await requestOf(world, creation)
  const answered = JSON.parse(answer.body ?? '') as { readonly redirectUrl: string }
  const { redirectUrl: own } = await paymentOf(world, reference)
  assert.equal(redirectUrl, own)
  assert.equal(new URL(answered.redirectUrl).pathname, new URL(redirectUrl ?? '').pathname)
  assert.equal((await bodyOf(world, creation))['userFlow'], 'WEB_REDIRECT')

  // The shop sends its customer there itself, unchanged.
  using visit = visitShop(world)
  await visit.post('/cart/lines', { product: 'map' })
  const form = { name: 'Ada Lovelace', email: 'ada@example.com', terms: 'accepted' }
  const toPay = await visit.get((await visit.post('/checkout', form)).location)
  const bought = (await asked(world, 'createPayment')).at(-1)?.reference ?? ''
  assert.equal(toPay.location, (await paymentOf(world, bought)).redirectUrl)

  // The environment says so when it is opened in another way.
  const flaws = (): readonly unknown[] =>
    world.providerWarnings.map(({ context }) => Reflect.get(context, 'flaw'))
  const openAs = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    world.provider.fetch(new Request(url, { headers: { Accept: 'text/html', ...headers } }))
  await openAs(redirectUrl ?? '', { 'Sec-Fetch-Dest': 'document' })
  assert.deepEqual(flaws(), [])
  const framed = await openAs(redirectUrl ?? '', { 'Sec-Fetch-Dest': 'iframe' })
  assert.match(framed.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)
  await openAs(`${redirectUrl}&utm_source=shop`)
  await openAs(redirectUrl?.slice(0, -4) ?? '')
  await openAs(redirectUrl ?? '', { 'X-Requested-With': 'com.acme.shop' })
  assert.deepEqual(flaws(), ['framed', 'rewritten', 'rewritten', 'webView'])

  // Nobody frames a page of ours either.
  const { headers } = await comeBack(world, reference)
  assert.match(headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/)

  const files = execFileSync('git', ['ls-files', 'packages/*/src/*', 'apps/*/src/*'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  const code = files.split('\n').filter((file) => /(?<!\.test)\.tsx?$/.test(file))
  const embedding = code.filter((file) => EMBEDS.test(readFileSync(new URL(file, ROOT), 'utf8')))
  assert.deepEqual(embedding, [])
})

check('P-11', 'a day of customer service is done without a portal', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  const reference = await authorized(world, '10041', { customer: { name: 'Ola Nordmann' } })
  const found = await look<ConsoleOrderPage>(office, '/orders?customer=nordmann')
  assert.deepEqual(
    found.orders.map(({ number }) => number),
    ['10041'],
  )
  await handle(office, '10041/captures', { amount: 20_000 })
  await handle(office, '10041/cancellation')
  await handle(office, '10041/refunds', { amount: 5_000 })
  assert.deepEqual(await amountsOf(world, reference), [20_000, 29_900, 5_000])
  const { status, captured, refunded, remaining } = await pageOf(office, '10041')
  assert.deepEqual([status, captured, refunded, remaining], ['partiallyRefunded', 20_000, 5_000, 0])
})
