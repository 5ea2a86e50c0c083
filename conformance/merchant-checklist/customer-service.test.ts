/** S: what customer service needs in the merchant's own system, through the console's API. */
import assert from 'node:assert/strict'
import type {
  ConsoleOrderPage,
  ConsoleTimeline,
  ConsoleWorklist,
  RequestSummary,
} from '@kvitt/contract'
import { DAY_MS, MINUTE_MS, parseMsn } from '@kvitt/values'
import { employeeOf } from '../../test/merchant/support/console-browser.ts'
import { RECEIPT } from '../../test/merchant/support/world.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { check } from './support/check.ts'
import { amountsOf, asked, authorized, orderFault, paymentOf } from './support/deeds.ts'
import { auditOf, handle, look, openOffice, pageOf, timelineOf } from './support/office.ts'
import { withHeader } from './support/with-header.ts'

check('S-1', 'orders are found by reference, number, amount, date and customer', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  const customer = { name: 'Kari Nordmann', email: 'kari@example.no', phoneNumber: '+4798765432' }
  await world.place('10041', { customer })
  await world.change('10041', 'attempts')
  await world.pass(2 * DAY_MS)
  await world.place('20001', { amount: { currency: 'NOK', value: 1_000 } })
  const search = async (query: string): Promise<readonly string[]> => {
    const { orders } = await look<ConsoleOrderPage>(office, `/orders?${query}`)
    return orders.map(({ number }) => number)
  }
  for (const query of [
    'q=acme-shop-10041',
    'q=acme-shop-10041-1',
    'q=acme-shop-1',
    'q=10041',
    'q=100',
    'amountFrom=2000',
    'to=2026-09-02T00:00:00Z',
    'customer=nordmann',
    'customer=98765432',
    'customer=kari@example.no',
  ]) {
    assert.deepEqual(await search(query), ['10041'], query)
  }
  assert.deepEqual(await search('amountTo=1000'), ['20001'])
  assert.deepEqual(await search('from=2026-09-02T00:00:00Z'), ['20001'])
  assert.deepEqual(await search('q=acme-shop-3'), [])
})

check('S-2', 'state, amounts, method, times and deadlines are on one page', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  const reference = await authorized(world, '10041')
  await handle(office, '10041/captures', { amount: 20_000 })
  await handle(office, '10041/refunds', { amount: 5_000 })
  const page = await pageOf(office, '10041')
  assert.deepEqual(
    [page.status, page.authorized, page.captured, page.refunded, page.cancelled, page.remaining],
    ['partiallyRefunded', 49_900, 20_000, 5_000, 0, 29_900],
  )
  const { deadlines } = await paymentOf(world, reference)
  const guarantee = deadlines.find(({ name }) => name === 'guarantee')
  assert.equal(Date.parse(page.guaranteedUntil ?? ''), Date.parse(guarantee?.at ?? ''))
  assert.ok(page.readAt !== undefined && page.placedAt !== undefined)
  const { payments } = await look<ConsoleTimeline>(office, '/orders/10041/timeline')
  assert.equal(payments[0]?.reference, reference)
  assert.match(payments[0]?.method ?? '', /^WALLET \d{6}$/)
  const later = new Date(world.clock.now() + 3 * DAY_MS).toISOString()
  await world.place('10042', { expiresAt: later, receipt: RECEIPT })
  const { attempts } = await pageOf(office, '10042')
  assert.equal(attempts[0]?.expiresAt, later)
})

check('S-3', 'the whole history is told, the newest first, failures marked', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  await authorized(world, '10041')
  await world.pass(MINUTE_MS)
  await orderFault(world, {
    effect: 'status',
    status: 400,
    code: 4040,
    when: 'before',
    operation: 'capturePayment',
    count: 1,
  })
  await handle(office, '10041/captures')
  const happenings = await timelineOf(office, '10041')
  const times = happenings.map(({ at }) => Date.parse(at))
  assert.deepEqual(
    times,
    times.toSorted((a, b) => b - a),
  )
  const failed = happenings.filter(({ isFailure }) => isFailure)
  assert.deepEqual(
    failed.map(({ type, name }) => [type, name]),
    [
      ['attentionRaised', 'captureRefused'],
      ['refused', 'capture'],
    ],
  )
  const names = happenings.map(({ actor, name, type }) => `${actor} ${name ?? type}`)
  for (const known of [
    'provider AUTHORIZED',
    'customer approved',
    'staff capture',
    'shop placed',
  ]) {
    assert.ok(names.includes(known), `${known} of ${names.join(', ')}`)
  }
})

check('S-4', 'an error is told with its code, its trace id, and what to do', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  const reference = await authorized(world, '10041')
  await world.control('POST', `/payments/${NORWAY}/${reference}/capture`)
  await handle(office, '10041/captures')
  const { wants } = await pageOf(office, '10041')
  const [want, ...others] = wants
  assert.deepEqual(others, [])
  const refused = (await asked(world, 'capturePayment', reference)).find(
    ({ status }: RequestSummary) => status >= 400,
  )
  assert.equal(want?.kind, 'captureRefused')
  assert.ok(want?.code !== undefined)
  assert.ok(refused?.traceId?.includes(want.traceId ?? 'none'), `${want.traceId}`)
  assert.ok((want.advice?.en ?? '').length > 40 && (want.advice?.nb ?? '').length > 40)
})

check(
  'S-5',
  'money is moved within limits, for a reason, and it is kept who and why',
  async (open) => {
    const office = await openOffice(open)
    const { world, kari } = office
    const reference = await authorized(world, '10041')
    const key = { 'Idempotency-Key': 'no-reason' }
    const hasty = await kari.call('POST', '/orders/10041/captures', { amount: 1 }, key)
    assert.deepEqual([hasty.status, hasty.body['code']], [400, 'invalidRequest'])
    const { actions } = await pageOf(office, '10041')
    assert.deepEqual(actions.capture, { isAllowed: true, max: 49_900 })
    assert.equal(actions.refund.isAllowed, false)
    const beyond = await handle(office, '10041/captures', { amount: 49_901 })
    assert.deepEqual([beyond.status, beyond.code], [409, 'captureExceedsReserved'])

    await handle(office, '10041/captures', { amount: 20_000, reason: 'half is shipped' })
    await handle(office, '10041/cancellation', { reason: 'sold out' })
    await handle(office, '10041/refunds', { amount: 5_000, reason: 'a scratch' })
    await handle(office, '10041/refunds', { reason: 'sent back' })
    assert.deepEqual(await amountsOf(world, reference), [20_000, 29_900, 20_000])
    const after = await pageOf(office, '10041')
    for (const action of ['capture', 'refund', 'cancel'] as const) {
      assert.equal(after.actions[action].isAllowed, false, action)
    }
    const money = ['capture', 'cancel', 'refund']
    const entries = (await auditOf(office)).filter(({ action }) => money.includes(action))
    assert.deepEqual(
      entries.map(({ by, action, reason, amount, order }) => [
        by,
        action,
        amount?.value,
        reason,
        order?.number,
      ]),
      [
        ['kari', 'refund', 15_000, 'sent back', '10041'],
        ['kari', 'refund', 5_000, 'a scratch', '10041'],
        ['kari', 'cancel', undefined, 'sold out', '10041'],
        ['kari', 'capture', 20_000, 'half is shipped', '10041'],
      ],
    )
  },
)

check('S-6', 'a payment is read on demand, and the page says when it was', async (open) => {
  const office = await openOffice(open, { isRegistered: false })
  const { world } = office
  const { reference } = await world.place('10041')
  await world.pass(MINUTE_MS)
  await world.customer('approve', reference)
  const before = await pageOf(office, '10041')
  assert.equal(before.status, 'created')
  const { status, order } = await handle(office, '10041/readings')
  assert.deepEqual([status, order.status], [200, 'authorized'])
  assert.ok(Date.parse(order.readAt ?? '') > Date.parse(before.readAt ?? ''))
})

check('S-7', 'what was sent beside a payment is seen, and sent again', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  const reference = await authorized(world, '10041', { receipt: RECEIPT })
  assert.equal((await pageOf(office, '10041')).isReceiptSent, true)
  const tracking = { category: 'DELIVERY', orderDetailsUrl: 'https://shop.example/tracking/10041' }
  const key = { 'Idempotency-Key': 'tracking' }
  await world.call('POST', '/v1/orders/10041/information', tracking, key)
  await handle(office, '10041/information/send', { kind: 'category' })
  assert.equal((await asked(world, 'putCategory')).length, 2)
  const { information } = await pageOf(office, '10041')
  assert.deepEqual(
    information.map(({ kind, state, link }) => [kind, state, link]),
    [['category', 'done', tracking]],
  )
  const { category } = await world.client().orderManagement.getOrder({ orderId: reference })
  assert.equal(category?.orderDetailsUrl, tracking.orderDetailsUrl)
})

check('S-8', 'webhooks of an order are seen, taken, refused and told on', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  const reference = await authorized(world, '10041')
  const forged = { msn: NORWAY, reference, name: 'CAPTURED', success: true }
  await world.webhook(forged, { secret: 'forged' })
  world.shop.status = 500
  await world.change('10041', 'captures')
  await world.settle()
  const happenings = await timelineOf(office, '10041')
  const seen = happenings.map(({ type, name, isFailure = false }) => `${type} ${name} ${isFailure}`)
  for (const known of [
    'webhookTaken AUTHORIZED false',
    'webhookRefused CAPTURED true',
    'shopTold order.authorized false',
    'shopNotTold order.captured true',
  ]) {
    assert.ok(seen.includes(known), `${known} of ${seen.join(', ')}`)
  }
})

check('S-10', 'roles read, handle and administer, and no more', async (open) => {
  const office = await openOffice(open)
  const { world, administrator, kari } = office
  const per = await employeeOf(world, administrator, { name: 'per', role: 'read' })
  await authorized(world, '10041')
  assert.equal((await per.call('GET', '/orders/10041')).status, 200)
  const key = { 'Idempotency-Key': 'key' }
  const changes = ['captures', 'refunds', 'cancellation', 'attempts', 'attention/clear', 'readings']
  for (const what of changes) {
    const { status } = await per.call('POST', `/orders/10041/${what}`, { reason: 'x' }, key)
    assert.equal(status, 403, what)
  }
  assert.equal((await handle(office, '10041/captures')).status, 200)
  for (const browser of [per, kari]) {
    for (const [method, path, body] of [
      ['GET', '/users', undefined],
      ['POST', '/users', { name: 'pal', role: 'administer' }],
      ['GET', '/audit', undefined],
    ] as const) {
      assert.equal((await browser.call(method, path, body)).status, 403, path)
    }
  }
  assert.equal((await administrator.call('GET', '/users')).status, 200)
})

check('S-11', 'who pays twice gets one payment back, and somebody is told', async (open) => {
  let isLost = true
  const office = await openOffice(open, {
    isRegistered: false,
    between: (fetch) => (request) =>
      isLost && request.url.endsWith('/cancel')
        ? Promise.reject(new TypeError('fetch failed'))
        : fetch(request),
  })
  const { world } = office
  const { reference } = await world.place('10041')
  await world.change('10041', 'attempts')
  await world.customer('approve', `${reference}-1`)
  await world.customer('approve', reference)
  isLost = false
  await world.pass(10 * MINUTE_MS)
  const { reference: kept } = await world.order('10041')
  for (const each of [reference, `${reference}-1`]) {
    assert.deepEqual(await amountsOf(world, each), [0, each === kept ? 0 : 49_900, 0])
  }
  const { orders } = await look<ConsoleWorklist>(office, '/attention')
  assert.deepEqual(
    orders.map(({ number, attention }) => [number, attention]),
    [['10041', ['paidTwice']]],
  )
  const { order } = await handle(office, '10041/attention/clear')
  assert.deepEqual([order.status, order.wants], ['authorized', []])
})

check('S-12', 'what cannot be refunded is given back otherwise, and noted', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  const reference = await authorized(world, '10041')
  await handle(office, '10041/captures')
  await world.pass(366 * DAY_MS)
  await handle(office, '10041/refunds')
  const { wants } = await pageOf(office, '10041')
  assert.deepEqual(
    wants.map(({ kind, code }) => [kind, code]),
    [['refundRefused', 'refundPeriodExpired']],
  )
  const note = { method: 'bank transfer', reason: 'the card is gone' }
  const beyond = await handle(office, '10041/alternative-refunds', { ...note, amount: 49_901 })
  assert.deepEqual([beyond.status, beyond.code], [409, 'refundExceedsCaptured'])
  await handle(office, '10041/alternative-refunds', { ...note, amount: 49_900 })
  const { sums, refundedOtherwise } = await world.order('10041')
  assert.deepEqual([sums.refundedOtherwise, sums.refundable], [49_900, 0])
  assert.deepEqual(
    refundedOtherwise.map(({ amount, method, by, reason }) => [amount, method, by, reason]),
    [[49_900, 'bank transfer', 'kari', 'the card is gone']],
  )
  assert.deepEqual(await amountsOf(world, reference), [49_900, 0, 0])
  const types = (await timelineOf(office, '10041')).map(({ type }) => type)
  assert.ok(types.includes('refundedOtherwise'), types.join(', '))
})

check('S-13', 'each change goes to the sales unit of its order', async (open) => {
  const msn = parseMsn(DENMARK)
  assert.ok(msn)
  const office = await openOffice(open, {
    moreSalesUnits: (world) => {
      const danish = world.client(withHeader('Merchant-Serial-Number', DENMARK))
      const { epayment: payments, orderManagement: information } = danish
      return [{ msn, currency: 'DKK', referencePrefix: 'acme-dk', payments, information }]
    },
  })
  const { world } = office
  const { reference } = await world.place('10041', { amount: { currency: 'DKK', value: 9_900 } })
  await authorized(world, '10042')
  const phoneNumber = '4512345678'
  await world.control('POST', `/payments/${DENMARK}/${reference}/approve`, { phoneNumber })
  await world.pass(MINUTE_MS)
  for (const number of ['10041', '10042']) await handle(office, `${number}/captures`)
  const captures = await asked(world, 'capturePayment')
  assert.deepEqual(
    captures.map((capture) => [capture.msn, capture.reference, capture.status]),
    [
      [DENMARK, 'acme-dk-10041', 200],
      [NORWAY, 'acme-shop-10042', 200],
    ],
  )
})

check('S-14', 'what goes wrong is set right in the console too', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  const { reference } = await world.place('10041')
  await world.customer('reject', reference)
  await world.settle()
  const again = await handle(office, '10041/attempts')
  assert.equal(again.order.reference, `${reference}-1`)
  await world.customer('approve', `${reference}-1`)
  await world.pass(5 * DAY_MS + MINUTE_MS)
  const { orders } = await look<ConsoleWorklist>(office, '/reservations')
  assert.deepEqual(
    orders.map(({ number }) => number),
    ['10041'],
  )
  await handle(office, '10041/captures')
  await handle(office, '10041/attention/clear')
  const { status, wants } = await pageOf(office, '10041')
  assert.deepEqual([status, wants], ['captured', []])
  assert.deepEqual(await amountsOf(world, `${reference}-1`), [49_900, 0, 0])
})
