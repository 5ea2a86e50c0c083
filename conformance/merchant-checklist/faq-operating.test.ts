/** F: what merchants ask about money, guarantees and operation, from F-14 on. */
import assert from 'node:assert/strict'
import type {
  ConsoleWorklist,
  RequestSummary,
  SalesUnitList,
  SelfTestFinding,
  SelfTestReport,
} from '@kvitt/contract'
import { KvittError } from '@kvitt/sdk'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@kvitt/values'
import { ADMINISTRATOR, administratorOf } from '../../test/merchant/support/console-browser.ts'
import { openTlsServer } from '../../test/merchant/support/tls-server.ts'
import type { WorldOptions } from '../../test/merchant/support/world-options.ts'
import type { World } from '../../test/merchant/support/world.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { check } from './support/check.ts'
import { look, openOffice, pageOf } from './support/office.ts'
import { visitShop } from './support/shop.ts'
import { withHeader } from './support/with-header.ts'
import {
  amountsOf,
  asked,
  attentionOf,
  authorized,
  comeBack,
  orderFault,
  paymentOf,
} from './support/deeds.ts'

/** Noon in Norway of days to capture on, in order, and when the money is expected. */
const CAPTURES = [
  ['a Tuesday', '2026-09-01', '2026-09-03'],
  ['a Thursday', '2026-09-10', '2026-09-14'],
  ['a Friday', '2026-09-11', '2026-09-15'],
  ['a Saturday', '2026-09-12', '2026-09-15'],
  ['a Sunday', '2026-09-13', '2026-09-15'],
  ['the day before Christmas Eve', '2026-12-23', '2026-12-28'],
  ['Christmas Eve, a bank day', '2026-12-24', '2026-12-29'],
  ['the Wednesday before Easter', '2027-03-24', '2027-03-31'],
  ['the Friday before 17 May', '2027-05-14', '2027-05-19'],
] as const

check('F-14', 'the day is told on which what is captured is expected', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  for (const [index, [what, on, expected]] of CAPTURES.entries()) {
    const number = `1004${index}`
    await world.pass(Math.max(0, Date.parse(`${on}T12:00:00Z`) - world.clock.now()))
    await authorized(world, number)
    const { body } = await world.change(number, 'captures', { amount: 20_000 })
    const captures = [
      { amount: 20_000, capturedAt: `${on}T12:00:00.000Z`, expectedPayoutOn: expected },
    ]
    assert.deepEqual(body.captures, captures, what)
    await world.settle()
    assert.deepEqual((await pageOf(office, number)).captures, captures, what)
  }
  // In some years the banks are closed on the eves.
  const closed = await open({ policy: { banksClosedOn: ['12-24', '12-31'] } })
  await closed.pass(Date.parse('2026-12-23T12:00:00Z') - closed.clock.now())
  await authorized(closed, '10041')
  const { body } = await closed.change('10041', 'captures')
  assert.equal(body.captures[0]?.expectedPayoutOn, '2026-12-29')
})

interface Guaranteed {
  readonly captureGuaranteedUntil?: string
}

const CONSOLE = { console: { administrator: ADMINISTRATOR } }

check('F-15', 'a customer who is refunded reads how long it takes', async (open) => {
  const world = await open()
  const reference = await authorized(world, '10041')
  await world.change('10041', 'captures')
  await world.change('10041', 'refunds')
  for (const [language, words] of [
    ['en', /two to three bank days.*up to ten/],
    ['nb', /to til tre bankdager.*opptil ti/],
    ['da', /to til tre bankdage.*op til ti/],
    ['fi', /kahdessa tai kolmessa pankkipäivässä.*jopa kymmenen/],
  ] as const) {
    assert.match((await comeBack(world, reference, language)).text, words)
  }
})

check(
  'F-17',
  'somebody is told before a reservation loses its guarantee, and before it is released',
  async (open) => {
    const office = await openOffice(open, {
      between: (fetch) => async (request) => {
        const response = await fetch(request)
        if (!request.url.endsWith('/payments/acme-shop-10043')) return response
        const { captureGuaranteedUntil: _told, ...rest } = (await response.json()) as Guaranteed
        return Response.json(rest)
      },
    })
    const { world } = office
    const listed = async (): Promise<readonly string[]> => {
      const { orders } = await look<ConsoleWorklist>(office, '/reservations')
      return orders.map(({ number }) => number).toSorted()
    }
    const reference = await authorized(world, '10041')
    const master = await authorized(world, '10042', {}, { card: 'mastercard' })
    // Where nobody says for how long, it is as long as most banks do.
    await authorized(world, '10043', {}, { card: 'mastercard' })
    await world.pass(5 * DAY_MS - MINUTE_MS)
    assert.deepEqual([await attentionOf(world, '10041'), await listed()], [[], []])
    await world.pass(2 * MINUTE_MS)
    assert.deepEqual(await attentionOf(world, '10041'), ['guaranteeEnding'])
    assert.deepEqual(await attentionOf(world, '10043'), ['guaranteeEnding'])
    assert.deepEqual(await listed(), ['10041', '10043'])
    assert.equal(world.shop.typesOf('10041').at(-1), 'order.attention')
    // The provider's own date counts: 30 days by Mastercard.
    const { captureGuaranteedUntil } = await world.order('10042')
    const { deadlines } = await paymentOf(world, master)
    const guarantee = deadlines.find(({ name }) => name === 'guarantee')
    assert.equal(Date.parse(captureGuaranteedUntil ?? ''), Date.parse(guarantee?.at ?? ''))
    assert.deepEqual(await attentionOf(world, '10042'), [])
    await world.pass(23 * DAY_MS)
    assert.deepEqual(await attentionOf(world, '10042'), ['guaranteeEnding'])
    assert.deepEqual(await amountsOf(world, reference), [0, 0, 0])
    // What nobody has captured is released by itself after 180 days: told two days before.
    await world.pass(149 * DAY_MS)
    assert.deepEqual(await attentionOf(world, '10041'), ['guaranteeEnding'])
    await world.pass(2 * DAY_MS)
    assert.deepEqual(await attentionOf(world, '10041'), ['guaranteeEnding', 'reservationEnding'])
    assert.deepEqual(await amountsOf(world, reference), [0, 0, 0])
    await world.pass(3 * DAY_MS)
    assert.deepEqual(await amountsOf(world, reference), [0, 49_900, 0])
    assert.equal((await world.order('10041')).status, 'cancelled')
  },
)

check(
  'F-18',
  'a capture after the guarantee may fail, and is done when that is sure',
  async (open) => {
    const world = await open()
    const good = await authorized(world, '10041')
    const bad = await authorized(world, '10042')
    await world.pass(8 * DAY_MS)
    const captured = await world.change('10041', 'captures')
    assert.equal(captured.body.status, 'captured')
    assert.deepEqual(await amountsOf(world, good), [49_900, 0, 0])

    await orderFault(world, {
      effect: 'status',
      status: 400,
      code: 6260,
      when: 'before',
      operation: 'capturePayment',
      reference: bad,
    })
    await world.change('10042', 'captures')
    await world.pass(HOUR_MS)
    const { status, sums, attention } = await world.order('10042')
    assert.deepEqual([status, sums.captured], ['authorized', 0])
    assert.ok(attention.some(({ kind, code }) => kind === 'intentDelayed' && code !== undefined))
    assert.ok(!world.shop.typesOf('10042').includes('order.captured'))
  },
)

check('F-19', 'an order is reserved until the provider says otherwise', async (open) => {
  const world = await open()
  const reference = await authorized(world, '10041')
  await world.pass(10 * DAY_MS)
  const order = await world.order('10041')
  assert.equal(order.status, 'authorized')
  assert.ok(Date.parse(order.captureGuaranteedUntil ?? '') < world.clock.now())
  assert.equal((await paymentOf(world, reference)).state, 'AUTHORIZED')
})

/** What the gateway says of a token and a subscription key that do not belong together. */
const OF_ANOTHER_UNIT = {
  statusCode: 401,
  message: 'Something went wrong, please try again later',
}

check('F-21', 'a wrong key is named, and a 401 buys one token more', async (open) => {
  for (const [item, options] of [
    ['clientSecret', { clientSecret: 'another-secret' }],
    ['clientId', { between: withHeader('client_id', '99999999-9999-4999-8999-999999999999') }],
    ['subscriptionKey', { between: withHeader('Ocp-Apim-Subscription-Key', 'f'.repeat(32)) }],
    ['merchantSerialNumber', { between: withHeader('Merchant-Serial-Number', '999999') }],
  ] as const) {
    const wrong = await open({ isRegistered: false, ...options })
    const { body } = await wrong.call('POST', '/v1/self-test')
    const [finding] = body['findings'] as SelfTestReport['findings']
    assert.deepEqual([finding?.isRight, finding?.item], [false, item])
    assert.ok((finding?.advice.length ?? 0) > 40)
    assert.doesNotMatch(JSON.stringify(finding), /another-secret/)
  }
  // The key of another sales unit: known there, but not together with this token.
  const other = await open({
    isRegistered: false,
    between: (fetch) => (request) =>
      /accesstoken/i.test(request.url)
        ? fetch(request)
        : Promise.resolve(Response.json(OF_ANOTHER_UNIT, { status: 401 })),
  })
  const { body } = await other.call('POST', '/v1/self-test')
  const [mixed] = body['findings'] as SelfTestReport['findings']
  assert.deepEqual([mixed?.isRight, mixed?.item], [false, 'subscriptionKey'])
  assert.match(mixed?.advice ?? '', /same sales unit.*same environment/)

  const world = await open({ isRegistered: false })
  await world
    .client()
    .epayment.get('acme-shop-1')
    .catch(() => {})
  const fault = { effect: 'status', status: 401, when: 'before', operation: 'getPayment' }
  await orderFault(world, fault)
  const before = (await asked(world, 'getAccessToken')).length
  const client = world.client()
  await assert.rejects(client.epayment.get('acme-shop-1'), KvittError)
  assert.equal((await asked(world, 'getAccessToken')).length, before + 2)
  assert.equal((await asked(world, 'getPayment', 'acme-shop-1')).length, 3)
})

/** Everything that was sent to change a payment, whatever came of it. */
async function keysOf(world: World, operation: string): Promise<readonly RequestSummary[]> {
  const sent = await asked(world, operation)
  assert.equal(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size, 1, operation)
  return sent
}

check('F-22', 'a 500 before or after the effect ends in exactly one effect', async (open) => {
  for (const when of ['before', 'after'] as const) {
    const world = await open()
    const fault = { effect: 'status', status: 500, code: 3010, when, count: 1 }
    const strike = (operation: string): Promise<void> => orderFault(world, { ...fault, operation })
    await strike('createPayment')
    await world.place('10041')
    await world.pass(MINUTE_MS)
    const { reference, status } = await world.order('10041')
    assert.equal(status, 'created')
    await world.customer('approve', reference)
    await world.settle()
    await strike('capturePayment')
    await world.change('10041', 'captures', { amount: 20_000 })
    await world.pass(MINUTE_MS)
    await strike('refundPayment')
    await world.change('10041', 'refunds', { amount: 5_000 })
    await world.pass(MINUTE_MS)
    await strike('cancelPayment')
    await world.change('10041', 'cancellation')
    await world.pass(MINUTE_MS)
    assert.deepEqual(await amountsOf(world, reference), [20_000, 29_900, 5_000])
    for (const operation of ['createPayment', 'capturePayment', 'refundPayment', 'cancelPayment']) {
      const sent = await keysOf(world, operation)
      assert.equal(sent[0]?.status, 500)
    }
  }
  const world = await open()
  const malformed = { amount: { currency: 'NOK', value: 1.5 }, reference: 'x' } as never
  const error = await world
    .client()
    .epayment.create(malformed, { idempotencyKey: 'key' })
    .catch((reason: unknown) => reason)
  assert.ok(error instanceof KvittError && error.code === 'invalidInput')
  assert.ok(error.details.length >= 3, error.message)
  assert.equal((await asked(world, 'createPayment')).length, 0)
})

check('F-23', 'a test webhook goes the whole way, or what stops it is named', async (open) => {
  const tried = async (options: WorldOptions = {}): Promise<SelfTestFinding> => {
    const world = await open({ keepsWebhooks: true, ...CONSOLE, ...options })
    const staff = await administratorOf(world)
    const { body } = await world.during(staff.call('POST', '/self-test'))
    const [finding] = body['findings'] as SelfTestReport['findings']
    assert.ok(finding)
    return finding
  }
  const right = await tried()
  assert.deepEqual(
    right.steps.map(({ name, result }) => `${name} ${result}`),
    ['keys right', 'publicUrl right', 'webhooks right', 'delivery right'],
  )
  for (const [code, answer] of [
    ['hostNotFound', unreachable('ENOTFOUND')],
    ['timeout', unreachable('UND_ERR_CONNECT_TIMEOUT')],
    ['redirected', async () => Response.redirect('https://www.merchant.test/')],
    ['otherServer', async () => new Response('It works!')],
  ] as const) {
    const { isRight, item, code: found, advice } = await tried({ toPublicUrl: () => answer })
    assert.deepEqual([isRight, item, found], [false, 'publicUrl', code])
    assert.ok(advice.length > 40)
  }
  assert.match(right.advice, /callback-1\.vipps\.no.*callback-mt-1\.vipps\.no/)
  for (const [code, certificate] of [
    ['certificateExpired', 'expired'],
    ['certificateForOther', 'other host'],
    ['certificateUntrusted', 'self-signed'],
  ] as const) {
    await using server = await openTlsServer(certificate, async () => new Response())
    const toPublicUrl = () => (request: Request) => fetch(request)
    const { item, code: found } = await tried({ publicUrl: server.url, toPublicUrl })
    assert.deepEqual([item, found], ['publicUrl', code])
  }
  for (const [code, publicUrl] of [
    ['notHttps', 'http://merchant.test'],
    ['notPort443', 'https://merchant.test:8443'],
  ] as const) {
    assert.equal((await tried({ publicUrl })).code, code)
  }
  const world = await open({ keepsWebhooks: true })
  await world.settle()
  const { webhooks } = world.client()
  for (const { id } of await webhooks.list()) await webhooks.delete(id)
  const [missing] = await world.during(world.merchant.selfTest())
  assert.equal(missing?.code, 'registrationMissing')
})

/** What Node's `fetch` says of an address that cannot be called. */
function unreachable(code: string): () => Promise<Response> {
  const cause = Object.assign(new Error('of the system'), { code })
  return () => Promise.reject(new TypeError('fetch failed', { cause }))
}

check('F-24', 'the method is hidden within a minute when the unit is deactivated', async (open) => {
  const world = await open()
  const deactivate = (deactivated: boolean): Promise<unknown> =>
    world.control('PATCH', `/sales-units/${NORWAY}`, { deactivated })
  const unit = async (): Promise<SalesUnitList['salesUnits'][number] | undefined> => {
    const { body } = await world.call('GET', '/v1/sales-units')
    return (body['salesUnits'] as SalesUnitList['salesUnits'])[0]
  }
  assert.equal((await unit())?.available, true)
  await deactivate(true)
  const { status, refusal } = await world.place('10041')
  assert.deepEqual([status, refusal?.code], ['refused', 'salesUnitDeactivated'])
  const told = await unit()
  assert.equal(told?.available, false)
  // Why that is, and who ends it.
  assert.match(told?.advice ?? '', /deactivated.*not used for long.*customer service.*activates/s)
  assert.ok(world.problems.some(({ message }) => message.startsWith('the sales unit')))
  // The shop's own checkout offers it no more.
  using visit = visitShop(world)
  await visit.post('/cart/lines', { product: 'map' })
  await world.pass(MINUTE_MS)
  assert.doesNotMatch((await visit.get('/checkout')).text, /Pay with Vipps/)

  await deactivate(false)
  await world.pass(6 * MINUTE_MS)
  assert.equal((await unit())?.available, true)
  assert.match((await visit.get('/checkout')).text, /Pay with Vipps/)
})

check('F-25', 'a test in production costs 2 NOK, is refunded, and never 1', async (open) => {
  const world = await open()
  const wish = { number: 'test-a', returnUrl: 'https://shop.example/test' }
  const path = `/v1/sales-units/${NORWAY}/test-order`
  const one = await world.call('POST', path, { ...wish, amount: 100 })
  assert.equal(one.status, 400)
  assert.match(JSON.stringify(one.body), /2\.00/)
  const { status, body } = await world.call('POST', path, wish)
  assert.deepEqual([status, body.amount], [201, 200])
  await world.customer('approve', body.reference)
  await world.settle()
  await world.change(body.number, 'captures')
  await world.change(body.number, 'refunds', { reason: 'a test' })
  assert.deepEqual(await amountsOf(world, body.reference), [200, 0, 200])
})
