/** E: the endpoints that a merchant's system uses. */
import assert from 'node:assert/strict'
import type { RequestStatistics } from '@kvitt/contract'
import { MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { placing } from '../../test/merchant/support/world.ts'
import { check } from './support/check.ts'
import {
  amountsOf,
  asked,
  attentionOf,
  authorized,
  bodyOf,
  comeBack,
  orderFault,
  paymentOf,
} from './support/deeds.ts'
import { openOffice, pageOf, timelineOf } from './support/office.ts'

check('E-1', 'each order creates one payment, whatever is lost on the way', async (open) => {
  const world = await open()
  for (const [number, when] of [
    ['10041', undefined],
    ['10042', 'before'],
    ['10043', 'after'],
  ] as const) {
    const fault = { effect: 'drop', when, operation: 'createPayment', count: 1 }
    if (when !== undefined) await orderFault(world, fault)
    await world.place(number)
    await world.pass(MINUTE_MS)
    const { status, reference } = await world.order(number)
    assert.equal(status, 'created')

    const creations = await asked(world, 'createPayment', reference)
    const [key, ...others] = new Set(creations.map(({ idempotencyKey }) => idempotencyKey))
    assert.ok(key)
    assert.deepEqual(others, [])
    assert.deepEqual(
      creations.map((each) => each.status),
      { none: [201], before: [0, 201], after: [0] }[when ?? 'none'],
    )
    assert.equal((await paymentOf(world, reference)).amount.value, 49_900)
    const body = await bodyOf(world, creations[0])
    for (const member of ['amount', 'paymentMethod', 'userFlow', 'returnUrl']) {
      assert.ok(body[member], member)
    }
    assert.deepEqual(
      [body['reference'], body['paymentDescription']],
      [reference, 'Two pairs of socks'],
    )
  }
  const list = await world.control<{ payments: readonly unknown[] }>('GET', '/payments')
  assert.equal(list.payments.length, 3)
})

check('E-2', 'a payment is read on return, after each webhook and by polling', async (open) => {
  const world = await open()
  const { reference } = await world.place('10041')
  const reads = async (): Promise<number> => (await asked(world, 'getPayment', reference)).length
  const before = await reads()
  await comeBack(world, reference)
  const onReturn = await reads()
  assert.ok(onReturn > before)
  await world.customer('approve', reference)
  assert.equal((await world.order('10041')).status, 'created')
  await world.settle()
  assert.ok((await reads()) > onReturn)
  assert.equal((await world.order('10041')).status, 'authorized')

  const deaf = await open({ isRegistered: false })
  const polled = await deaf.place('10041')
  await deaf.customer('approve', polled.reference)
  await deaf.pass(6 * SECOND_MS)
  assert.equal((await asked(deaf, 'getPayment', polled.reference)).length, 1)
  assert.equal((await deaf.order('10041')).status, 'authorized')
})

check('E-3', 'an employee sees the events of an order, failed ones too', async (open) => {
  const office = await openOffice(open)
  const { world } = office
  const reference = await authorized(world, '10041')
  // The bank fails once.
  const fault = { effect: 'status', status: 400, code: 6280, when: 'before', count: 1 }
  await orderFault(world, { ...fault, operation: 'capturePayment' })
  await world.change('10041', 'captures')
  await world.pass(MINUTE_MS)
  const events = (await timelineOf(office, '10041')).filter(({ type }) => type === 'providerEvent')
  assert.deepEqual(
    events.map(({ name, isFailure = false }) => [name, isFailure]),
    [
      ['CAPTURED', false],
      ['CAPTURED', true],
      ['AUTHORIZED', false],
      ['CREATED', false],
    ],
  )
  assert.ok((await asked(world, 'getPaymentEvents', reference)).length > 0)
})

check(
  'E-4',
  'a payment is cancelled before, after and half way, and not once more',
  async (open) => {
    const office = await openOffice(open, { policy: { releaseRemainder: false } })
    const { world } = office
    const early = await world.place('10041')
    await world.change('10041', 'cancellation')
    assert.equal((await paymentOf(world, early.reference)).state, 'TERMINATED')
    assert.deepEqual(await amountsOf(world, early.reference), [0, 49_900, 0])

    const reserved = await authorized(world, '10042')
    await world.change('10042', 'cancellation')
    assert.deepEqual(await amountsOf(world, reserved), [0, 49_900, 0])

    const partly = await authorized(world, '10043')
    await world.change('10043', 'captures', { amount: 20_000 })
    await world.change('10043', 'cancellation')
    assert.deepEqual(await amountsOf(world, partly), [20_000, 29_900, 0])

    const sent = (await asked(world, 'cancelPayment')).length
    for (const number of ['10041', '10042', '10043']) {
      const again = await world.change(number, 'cancellation')
      assert.equal(again.status, 409)
      assert.match(String(again.body['code']), /^(?:nothingToCancel|orderCancelled)$/)
      assert.equal((await pageOf(office, number)).actions.cancel.isAllowed, false)
    }
    assert.equal((await asked(world, 'cancelPayment')).length, sent)
  },
)

check(
  'E-5',
  'an order is captured at once or in parts, each with a key of its own',
  async (open) => {
    const world = await open()
    const whole = await authorized(world, '10041')
    await world.change('10041', 'captures')
    assert.deepEqual(await amountsOf(world, whole), [49_900, 0, 0])

    const reference = await authorized(world, '10042')
    for (const amount of [20_000, 29_900]) {
      assert.equal((await world.change('10042', 'captures', { amount })).status, 200)
    }
    assert.deepEqual(await amountsOf(world, reference), [49_900, 0, 0])
    const captures = await asked(world, 'capturePayment', reference)
    assert.deepEqual(
      captures.map(({ status }) => status),
      [200, 200],
    )
    assert.equal(new Set(captures.map(({ idempotencyKey }) => idempotencyKey)).size, 2)

    await authorized(world, '10043')
    const sent = (await asked(world, 'capturePayment')).length
    const { status, body } = await world.change('10043', 'captures', { amount: 49_901 })
    assert.deepEqual([status, body['code']], [409, 'captureExceedsReserved'])
    assert.equal((await asked(world, 'capturePayment')).length, sent)
  },
)

check('E-6', 'an order is refunded at once or in parts, and never beyond', async (open) => {
  const world = await open()
  const references: string[] = []
  for (const number of ['10041', '10042', '10043']) {
    references.push(await authorized(world, number))
    await world.change(number, 'captures')
  }
  const [whole = '', parts = '', forced = ''] = references
  await world.change('10041', 'refunds')
  for (const amount of [10_000, 39_900]) await world.change('10042', 'refunds', { amount })
  for (const reference of [whole, parts]) {
    assert.deepEqual(await amountsOf(world, reference), [49_900, 0, 49_900])
  }

  const local = await world.change('10043', 'refunds', { amount: 49_901 })
  assert.deepEqual([local.status, local.body['code']], [409, 'refundExceedsCaptured'])
  assert.equal((await asked(world, 'refundPayment', forced)).length, 0)

  // Somebody refunds in the portal, of which no webhook tells in time.
  await world.control('POST', `/payments/123456/${forced}/refund`, { amount: 40_000 })
  const { body } = await world.change('10043', 'refunds', { amount: 20_000 })
  await world.settle()
  assert.deepEqual(await attentionOf(world, '10043'), ['refundRefused'])
  assert.equal(body.sums.refunded <= 40_000, true)
  assert.deepEqual(await amountsOf(world, forced), [49_900, 0, 40_000])
  assert.equal((await world.order('10043')).sums.refundable, 9_900)
})

check('E-7', 'no endpoint is left unused', async (open) => {
  const world = await open({ keepsWebhooks: true })
  await authorized(world, '10041')
  // The events are read where an answer was lost.
  const lost = { effect: 'drop', when: 'after', operation: 'capturePayment', count: 1 }
  await orderFault(world, lost)
  await world.change('10041', 'captures', { amount: 20_000 })
  await world.pass(MINUTE_MS)
  await world.change('10041', 'captures', { amount: 20_000, isLast: true })
  await world.change('10041', 'refunds')
  await world.call('POST', '/v1/orders', placing('10042'))
  await world.settle()
  const { operations } = await world.control<RequestStatistics>('GET', '/requests/statistics')
  const used = operations.filter(({ succeeded }) => succeeded > 0).map(({ operation }) => operation)
  for (const operation of [
    'getAccessToken',
    'createPayment',
    'getPayment',
    'getPaymentEvents',
    'capturePayment',
    'refundPayment',
    'cancelPayment',
    'registerWebhook',
    'listWebhooks',
  ]) {
    assert.ok(used.includes(operation), `${operation} of ${used.join(', ')}`)
  }
})
