/** What customers are told beside a payment after it: links, confirmations and receipts. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { OrderView } from '@kvitt/contract'
import { DAY_MS, MINUTE_MS } from '@kvitt/values'
import { openWorld, type World } from './support/world.ts'

const TRACKING = {
  category: 'DELIVERY',
  orderDetailsUrl: 'https://shop.example/tracking/10041',
} as const

async function authorized(world: World): Promise<string> {
  const { reference } = await world.place('10041')
  await world.customer('approve', reference)
  await world.settle()
  return reference
}

function tell(world: World, what: string, body: object, key = 'key') {
  return world.call('POST', `/v1/orders/10041/${what}`, body, { 'Idempotency-Key': key })
}

function told({ information }: OrderView): readonly string[] {
  return information.map(({ kind, state, code }) => [kind, state, code].filter(Boolean).join(' '))
}

async function shown(world: World, orderId: string) {
  return world.client().orderManagement.getOrder({ orderId })
}

describe('a link beside the payment', () => {
  test('is sent, replaced by the next, and says when and by whom', async () => {
    await using world = await openWorld()
    const reference = await authorized(world)
    const { status, body } = await tell(world, 'information', TRACKING)
    assert.deepEqual([status, told(body)], [200, ['category done']])
    const [information] = body.information
    assert.deepEqual([information?.by, information?.link], ['shop', TRACKING])
    assert.equal(information?.sentAt, new Date(world.clock.now()).toISOString())
    const other = { ...TRACKING, orderDetailsUrl: 'https://shop.example/tracking/again' }
    await tell(world, 'information', other, 'other')
    assert.equal((await shown(world, reference)).category?.orderDetailsUrl, other.orderDetailsUrl)
  })

  test('of long ago that arrives late does not replace the next one', async () => {
    const late: Request[] = []
    await using world = await openWorld({
      between: (fetch) => (request) => {
        if (!request.url.includes('/order-management/') || late.length > 0) return fetch(request)
        late.push(request)
        return Promise.reject(new TypeError('fetch failed'))
      },
    })
    const reference = await authorized(world)
    await tell(world, 'information', TRACKING)
    const other = { ...TRACKING, orderDetailsUrl: 'https://shop.example/tracking/again' }
    await tell(world, 'information', other, 'other')
    for (const request of late) await world.provider.fetch(request)
    await world.pass(5 * MINUTE_MS)
    assert.deepEqual(told(await world.order('10041')), ['category done'])
    assert.equal((await shown(world, reference)).category?.orderDetailsUrl, other.orderDetailsUrl)
  })

  test('waits for the order to be paid, without keeping the shop waiting', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    const began = world.clock.now()
    const early = await tell(world, 'information', TRACKING)
    assert.deepEqual(
      [early.status, told(early.body), world.clock.now() - began],
      [202, ['category recorded'], 0],
    )
    await world.customer('approve', reference)
    await world.settle()
    assert.deepEqual(told(await world.order('10041')), ['category done'])
    assert.equal((await shown(world, reference)).category?.category, 'DELIVERY')
  })

  test('is sent until it has arrived, and keeps no capture up meanwhile', async () => {
    let isLost = true
    await using world = await openWorld({
      between: (fetch) => async (request) => {
        const response = await fetch(request)
        if (!isLost || !request.url.includes('/order-management/')) return response
        await response.body?.cancel()
        throw new TypeError('fetch failed')
      },
    })
    const reference = await authorized(world)
    const lost = await tell(world, 'information', TRACKING)
    assert.deepEqual([lost.status, told(lost.body)], [202, ['category recorded networkError']])
    assert.equal((await world.change('10041', 'captures')).body.status, 'captured')
    await world.pass(30 * MINUTE_MS)
    const { attention } = await world.order('10041')
    assert.deepEqual(
      attention.map(({ kind }) => kind),
      ['informationDelayed'],
    )
    isLost = false
    await world.pass(10 * MINUTE_MS)
    assert.deepEqual(told(await world.order('10041')), ['category done networkError'])
    assert.equal((await shown(world, reference)).category?.category, 'DELIVERY')
  })

  test('survives a crash between its recording and its sending', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    await tell(world, 'information', TRACKING)
    world.crash()
    await world.recover()
    await world.customer('approve', reference)
    await world.pass(10 * MINUTE_MS)
    assert.equal((await shown(world, reference)).category?.category, 'DELIVERY')
  })

  test('that is refused is said to be, and can be mended', async () => {
    await using world = await openWorld()
    const reference = await authorized(world)
    const { body } = await tell(world, 'information', { ...TRACKING, imageId: 'no-such-image' })
    assert.deepEqual(told(body), ['category refused notFound'])
    assert.deepEqual(
      body.attention.map(({ kind, reference: of }) => [kind, of]),
      [['informationRefused', reference]],
    )
    assert.deepEqual(world.shop.typesOf('10041').at(-1), 'order.attention')
    const again = await tell(world, 'information', TRACKING, 'other')
    assert.deepEqual(told(again.body), ['category done'])
  })

  test('can be sent again', async () => {
    await using world = await openWorld()
    await authorized(world)
    await tell(world, 'information', TRACKING)
    const before = (await world.order('10041')).information[0]?.sentAt
    await world.pass(DAY_MS)
    const { status, body } = await tell(world, 'information/send', { kind: 'category' })
    assert.deepEqual([status, told(body)], [200, ['category done']])
    assert.notEqual(body.information[0]?.sentAt, before)
  })
})

describe('the confirmation of an order', () => {
  test('leads to it in the shop, once it is paid, where one is configured', async () => {
    await using world = await openWorld({ confirmationUrl: 'https://shop.example/o/{number}' })
    const reference = await authorized(world)
    assert.deepEqual((await shown(world, reference)).category, {
      category: 'ORDER_CONFIRMATION',
      orderDetailsUrl: 'https://shop.example/o/10041',
      imageId: null,
    })
  })
})

describe('a receipt after the payment', () => {
  const orderLines = [
    {
      id: 'socks',
      name: 'Socks',
      totalAmount: 49_900,
      totalAmountExcludingTax: 39_920,
      totalTaxAmount: 9_980,
      taxRate: 2_500,
    },
  ]
  const receipt = { orderLines, bottomLine: { currency: 'NOK' } }

  test('is added, and is known again when its answer was lost', async () => {
    let isLost = true
    await using world = await openWorld({
      between: (fetch) => async (request) => {
        const response = await fetch(request)
        if (!isLost || !request.url.includes('/receipts/')) return response
        isLost = false
        await response.body?.cancel()
        throw new TypeError('fetch failed')
      },
    })
    const reference = await authorized(world)
    await tell(world, 'receipt', receipt)
    await world.pass(MINUTE_MS)
    assert.deepEqual(told(await world.order('10041')), ['receipt done networkError'])
    assert.equal((await shown(world, reference)).receipt?.orderLines[0]?.name, 'Socks')
  })

  test('cannot be replaced by another', async () => {
    await using world = await openWorld()
    await authorized(world)
    await tell(world, 'receipt', receipt)
    const other = { ...receipt, orderLines: [{ ...orderLines[0], name: 'Hat' }] }
    const { body } = await tell(world, 'receipt', other, 'other')
    assert.deepEqual(told(body), ['receipt refused conflict'])
  })
})

describe('what was given back in another way', () => {
  async function captured(world: World): Promise<void> {
    await authorized(world)
    await world.change('10041', 'captures')
  }
  const given = { amount: 10_000, method: 'bank transfer', reason: 'the card is closed' }

  test('is noted, told to the shop, and leaves the status what it is', async () => {
    await using world = await openWorld()
    await captured(world)
    const { status, body } = await tell(world, 'alternative-refunds', given)
    assert.deepEqual(
      [status, body.status, body.sums.refunded, body.sums.refundedOtherwise, body.sums.refundable],
      [200, 'captured', 0, 10_000, 39_900],
    )
    const at = new Date(world.clock.now()).toISOString()
    assert.deepEqual(body.refundedOtherwise, [{ ...given, by: 'shop', at }])
    await world.settle()
    assert.equal(world.shop.typesOf('10041').at(-1), 'order.refundedOtherwise')
  })

  test('is noted once for each key, and never beyond what was captured', async () => {
    await using world = await openWorld()
    await captured(world)
    await tell(world, 'alternative-refunds', given)
    const again = await tell(world, 'alternative-refunds', given)
    assert.equal(again.body.sums.refundedOtherwise, 10_000)
    const { status, body } = await tell(
      world,
      'alternative-refunds',
      { ...given, amount: 39_901 },
      'other',
    )
    assert.deepEqual([status, body['code'], body['limit']], [409, 'refundExceedsCaptured', 39_900])
    const all = await world.change('10041', 'refunds')
    assert.equal(all.body.sums.refunded, 39_900)
  })
})
