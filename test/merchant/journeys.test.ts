/** The payment server and the provider together: what a shop goes through with its orders. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ShopEvent } from '@kvitt/contract'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { openWorld, type World } from './support/world.ts'

async function authorized(world: World, number: string): Promise<string> {
  const { reference } = await world.place(number)
  await world.customer('approve', reference)
  await world.settle()
  return reference
}

describe('an order', () => {
  test('is placed, approved, shipped and partly refunded', async () => {
    await using world = await openWorld()
    const placed = await world.place('10041')
    assert.deepEqual([placed.status, placed.reference], ['created', 'acme-shop-10041'])
    assert.match(placed.redirectUrl ?? '', /^http:\/\/provider\.test\//)

    await world.customer('approve', placed.reference)
    await world.settle()
    const approved = await world.order('10041')
    assert.deepEqual([approved.status, approved.sums.capturable], ['authorized', 49_900])
    assert.equal(approved.redirectUrl, undefined)

    const { status, body } = await world.change('10041', 'captures')
    assert.deepEqual([status, body.status, body.sums.captured], [200, 'captured', 49_900])

    const refunded = await world.change('10041', 'refunds', { amount: 10_000, reason: 'a hole' })
    assert.equal(refunded.body.status, 'partiallyRefunded')
    await world.settle()
    assert.deepEqual(world.shop.typesOf('10041'), [
      'order.created',
      'order.authorized',
      'order.captured',
      'order.partiallyRefunded',
    ])
    assert.deepEqual(world.problems, [])
  })

  test('that is cancelled is told to be so once it is, and not to be authorized again', async () => {
    await using world = await openWorld()
    await authorized(world, '10041')
    const { body } = await world.change('10041', 'cancellation', { reason: 'sold out' })
    assert.equal(body.status, 'cancelled')
    await world.settle()
    const told = ['order.created', 'order.authorized', 'order.cancelled']
    assert.deepEqual(world.shop.typesOf('10041'), told)
  })

  test('is completed by polling within seconds when no webhook comes and no browser returns', async () => {
    await using world = await openWorld({ isRegistered: false })
    const { reference } = await world.place('10041')
    await world.pass(MINUTE_MS)
    await world.customer('approve', reference)
    await world.pass(2 * SECOND_MS)
    assert.equal((await world.order('10041')).status, 'authorized')
  })

  for (const [what, status] of [
    ['rejects', 'aborted'],
    ['does nothing', 'expired'],
  ] as const) {
    test(`is ${status} when the customer ${what}, and can be paid again`, async () => {
      await using world = await openWorld()
      const { reference } = await world.place('10041')
      if (what === 'rejects') await world.customer('reject', reference)
      await world.pass(11 * MINUTE_MS)
      assert.equal((await world.order('10041')).status, status)

      const again = await world.change('10041', 'attempts')
      assert.deepEqual(
        [again.status, again.body.status, again.body.reference],
        [200, 'created', 'acme-shop-10041-1'],
      )
      await world.customer('approve', again.body.reference)
      await world.settle()
      const paid = await world.order('10041')
      assert.deepEqual([paid.status, paid.reference], ['authorized', 'acme-shop-10041-1'])
      assert.equal(paid.attempts.length, 2)
    })
  }

  test('that is paid twice is paid once: the other payment is released, and somebody is told', async () => {
    let isCancelLost = true
    await using world = await openWorld({
      isRegistered: false,
      between: (fetch) => (request) =>
        isCancelLost && request.url.endsWith('/cancel')
          ? Promise.reject(new TypeError('fetch failed'))
          : fetch(request),
    })
    const first = await world.place('10041')
    const second = await world.change('10041', 'attempts')
    await world.customer('approve', second.body.reference)
    await world.customer('approve', first.reference)
    isCancelLost = false
    await world.pass(10 * MINUTE_MS)
    const state = await world.order('10041')
    assert.deepEqual(
      [state.status, state.attention.map(({ kind }) => kind)],
      ['authorized', ['paidTwice']],
    )
    const { epayment } = world.client()
    const payments = await Promise.all(
      state.attempts.map(async ({ reference }) => epayment.get(reference)),
    )
    assert.deepEqual(
      payments.map(({ reference, aggregate }) => [reference, aggregate.cancelledAmount.value]),
      state.attempts.map(({ reference }) => [
        reference,
        reference === state.reference ? 0 : 49_900,
      ]),
    )
  })

  test('is captured at once when it is delivered at once', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041', { capture: 'when-authorized' })
    await world.customer('approve', reference)
    await world.settle()
    assert.equal((await world.order('10041')).status, 'captured')
  })

  test('releases what is left after its last part is shipped', async () => {
    await using world = await openWorld()
    await authorized(world, '10041')
    const part = await world.change('10041', 'captures', { amount: 20_000 })
    assert.deepEqual([part.body.status, part.body.sums.capturable], ['partiallyCaptured', 29_900])
    await world.change('10041', 'captures', { amount: 10_000, isLast: true })
    await world.settle()
    const { status, sums } = await world.order('10041')
    assert.deepEqual([status, sums.captured, sums.cancelled], ['captured', 30_000, 19_900])
  })

  test('is cancelled before and after the customer approves', async () => {
    await using world = await openWorld()
    await world.place('10041')
    assert.equal((await world.change('10041', 'cancellation')).body.status, 'terminated')
    await authorized(world, '10042')
    const { body } = await world.change('10042', 'cancellation', { reason: 'sold out' })
    assert.deepEqual([body.status, body.sums.cancelled], ['cancelled', 49_900])
  })

  test('warns two days before the guarantee of its reservation ends', async () => {
    await using world = await openWorld()
    await authorized(world, '10041')
    await world.pass(4 * DAY_MS)
    assert.deepEqual((await world.order('10041')).attention, [])
    await world.pass(2 * DAY_MS)
    const { attention } = await world.order('10041')
    assert.deepEqual(
      attention.map(({ kind }) => kind),
      ['guaranteeEnding'],
    )
  })
})

describe('a provider that cannot be reached', () => {
  test('is asked again until an order is placed, shipped and known', async () => {
    let isReachable = false
    await using world = await openWorld({
      between: (fetch) => (request) =>
        isReachable ? fetch(request) : Promise.reject(new TypeError('fetch failed')),
    })
    const placed = await world.place('10041')
    assert.deepEqual([placed.status, placed.redirectUrl], ['starting', undefined])
    await world.pass(HOUR_MS)
    // Without a token nothing was sent, so nothing is in doubt.
    assert.equal((await world.order('10041')).pending[0]?.state, 'recorded')
    isReachable = true
    await world.pass(5 * MINUTE_MS)
    const { status, reference, redirectUrl } = await world.order('10041')
    assert.equal(status, 'created')
    assert.ok(redirectUrl)
    await world.customer('approve', reference)
    await world.settle()

    isReachable = false
    const shipped = await world.change('10041', 'captures')
    assert.deepEqual([shipped.status, shipped.body.status], [202, 'authorized'])
    await world.pass(DAY_MS)
    isReachable = true
    await world.pass(5 * MINUTE_MS)
    assert.equal((await world.order('10041')).status, 'captured')
  })
})

describe('a provider that says what is new', () => {
  test('is not believed to have ended a payment, and is asked again', async () => {
    let isNew = true
    await using world = await openWorld({
      between: (fetch) => async (request) => {
        const response = await fetch(request)
        const isPayment = /\/payments\/[^/]+(?:\/capture)?$/.test(request.url)
        if (!isNew || !isPayment) return response
        return Response.json({ ...((await response.json()) as object), state: 'PARKED' })
      },
    })
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.pass(MINUTE_MS)
    assert.equal((await world.order('10041')).status, 'created')
    isNew = false
    await world.pass(MINUTE_MS)
    assert.equal((await world.order('10041')).status, 'authorized')

    isNew = true
    const shipped = await world.change('10041', 'captures')
    assert.equal(shipped.body.pending[0]?.state, 'unknown')
    isNew = false
    await world.pass(MINUTE_MS)
    const { status, sums } = await world.order('10041')
    assert.deepEqual([status, sums.captured], ['captured', 49_900])
    assert.deepEqual(world.problems, [])
  })
})

describe('a shop that does not answer', () => {
  test('is told later, in order, and again when it asks', async () => {
    await using world = await openWorld()
    world.shop.status = 500
    await authorized(world, '10041')
    assert.equal(world.shop.events.length, 0)
    world.shop.status = 200
    await world.pass(5 * MINUTE_MS)
    const told = ['order.created', 'order.authorized']
    assert.deepEqual(world.shop.typesOf('10041'), told)

    const { body: list } = await world.call('GET', '/v1/orders/10041/events')
    const events = list['events'] as readonly ShopEvent[]
    assert.deepEqual(events, world.shop.events)
    const after = { after: events[0]?.id }
    const replayed = await world.call('POST', '/v1/orders/10041/events/replay', after)
    assert.deepEqual([replayed.status, replayed.body['queued']], [202, 1])
    await world.settle()
    assert.deepEqual(world.shop.typesOf('10041'), [...told, 'order.authorized'])
    assert.equal(world.shop.events.at(-1)?.id, events[1]?.id)
  })

  test('is told again what fits beside what it still has to be told', async () => {
    await using world = await openWorld()
    world.shop.status = 500
    await world.place('10041')
    const replay = () => world.call('POST', '/v1/orders/10041/events/replay')
    let count = 0
    for (; (await replay()).status === 202; count += 1) assert.ok(count < 1_000)
    assert.equal(count, 999)
    assert.equal((await replay()).body['code'], 'busy')
    world.shop.status = 200
    await world.pass(5 * MINUTE_MS)
    assert.equal(world.shop.typesOf('10041').length, 1_000)
    assert.equal((await replay()).status, 202)
  })
})
