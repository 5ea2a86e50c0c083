/** Express: the customer chooses address and delivery in the app, and the order goes by it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { OrderView } from '@kvitt/contract'
import { group, HOME, option } from '../../conformance/support/express.ts'
import { openWorld, placing, type World } from './support/world.ts'

const HOME_DELIVERY = group([option('home', 7_900, { isDefault: true }), option('express', 19_900)])
const PICKUP = group([option('locker', 0)], { type: 'PICKUP_POINT', isDefault: false, priority: 1 })
const FIXED = { shipping: { fixedOptions: [HOME_DELIVERY, PICKUP] } }
const CALLBACK_URL = 'https://shop.example/shipping?order=10041'
const TOKEN = 'Bearer of-the-shop'

async function authorized(world: World, changes: object, wish: object = {}): Promise<OrderView> {
  const { reference } = await world.place('10041', changes)
  assert.equal(await world.customer('approve', reference, { ...wish }), 200)
  await world.settle()
  return world.order('10041')
}

describe('an Express order', () => {
  test('shows what the customer chose, and goes by what is authorized', async () => {
    await using world = await openWorld()
    const order = await authorized(world, FIXED, { shippingOptionId: 'express' })
    assert.deepEqual([order.status, order.amount], ['authorized', 49_900])
    assert.deepEqual(order.sums, {
      authorized: 69_800,
      captured: 0,
      cancelled: 0,
      refunded: 0,
      capturable: 69_800,
      refundable: 0,
      refundedOtherwise: 0,
    })
    assert.deepEqual(order.shippingDetails, {
      address: HOME,
      shippingCost: 19_900,
      shippingOptionId: 'express',
      shippingOptionName: 'By express',
    })
    assert.equal(order.userDetails?.firstName, 'Ada')
    assert.ok(order.profile?.sub)
    assert.deepEqual(order.attention, [])
  })

  test('is captured with its delivery, and keeps what was shared after every change', async () => {
    await using world = await openWorld()
    const { userDetails, shippingDetails } = await authorized(world, FIXED)
    const { body } = await world.change('10041', 'captures')
    assert.deepEqual([body.status, body.sums.captured], ['captured', 57_800])
    const refunded = (await world.change('10041', 'refunds', { amount: 7_900 })).body
    assert.equal(refunded.status, 'partiallyRefunded')
    assert.deepEqual(refunded.userDetails, userDetails)
    assert.deepEqual(refunded.shippingDetails, shippingDetails)
  })

  test('is captured with its delivery at once where the policy says so', async () => {
    await using world = await openWorld({ policy: { capture: 'when-authorized' } })
    const order = await authorized(world, FIXED)
    assert.deepEqual([order.status, order.sums.captured], ['captured', 57_800])
  })

  test('may cost more for its delivery alone: a payment of an earlier amount is released', async () => {
    await using world = await openWorld({ isRegistered: false })
    const first = await world.place('10041', FIXED)
    await world.customer('approve', first.reference)
    const { body } = await world.change('10041', 'attempts', { amount: 30_000 })
    assert.equal(await world.customer('approve', body.reference), 200)
    await world.call('POST', '/v1/orders/10041/readings')
    const paid = await world.order('10041')
    assert.deepEqual(
      paid.attention.map(({ kind, reference }) => [kind, reference]),
      [['amountOutdated', first.reference]],
    )
    assert.deepEqual([paid.status, paid.sums.authorized], ['authorized', 37_900])
  })

  test('has its delivery answered by the shop itself', async () => {
    const asked: Request[] = []
    await using world = await openWorld({
      webhooks: (fetch) => async (request) => {
        if (!request.url.startsWith('https://shop.example/')) return fetch(request)
        asked.push(request)
        return Response.json({ groups: [group([option('to the door', 4_900)])] })
      },
    })
    const dynamicOptions = { callbackUrl: CALLBACK_URL, callbackAuthorizationToken: TOKEN }
    const order = await authorized(world, { shipping: { dynamicOptions } })
    assert.deepEqual(
      asked.map(({ url, headers }) => [url, headers.get('authorization')]),
      [[CALLBACK_URL, TOKEN]],
    )
    assert.equal(order.sums.authorized, 54_800)
    assert.equal(order.shippingDetails?.shippingOptionId, 'to the door')
    assert.doesNotMatch(JSON.stringify(order), /of-the-shop/, 'the token is nobody’s to read')
  })

  test('is placed once, however often the same request comes', async () => {
    await using world = await openWorld()
    await world.place('10041', FIXED)
    const again = await world.call('POST', '/v1/orders', placing('10041', FIXED))
    assert.equal(again.status, 200)
    const other = await world.call('POST', '/v1/orders', placing('10041'))
    assert.equal(other.status, 409)
  })
})

test('no event and no line of the log says who the customer is', async () => {
  await using world = await openWorld()
  const order = await authorized(world, FIXED)
  await world.change('10041', 'captures')
  await world.settle()
  const { lastName = '', email = '' } = order.userDetails ?? {}
  const told = JSON.stringify([
    world.shop.events,
    (await world.call('GET', '/v1/orders/10041/events')).body,
    world.problems,
    world.warnings,
  ])
  for (const word of [lastName, email, HOME.addressLine1, order.profile?.sub ?? '']) {
    assert.notEqual(word, '')
    assert.ok(!told.includes(word), word)
  }
})

describe('an Express order is refused before anything is created', () => {
  for (const [what, changes, member] of [
    ['without anything to choose', { shipping: {} }, 'shipping'],
    [
      'with options that are fixed and dynamic',
      {
        shipping: {
          fixedOptions: [PICKUP],
          dynamicOptions: { callbackUrl: CALLBACK_URL },
        },
      },
      'shipping',
    ],
    [
      'with an option in another currency',
      {
        shipping: {
          fixedOptions: [group([option('home', 1, { amount: { currency: 'DKK', value: 1 } })])],
        },
      },
      'shipping.fixedOptions.0.options.0.amount.currency',
    ],
    [
      'with a callback that is no address',
      { shipping: { dynamicOptions: { callbackUrl: 'shop' } } },
      'shipping.dynamicOptions.callbackUrl',
    ],
    [
      'with a delivery that makes it too dear',
      { shipping: { fixedOptions: [group([option('by rocket', 64_999_999)])] } },
      'amount.value',
    ],
  ] as const) {
    test(what, async () => {
      await using world = await openWorld()
      const { status, body } = await world.call('POST', '/v1/orders', placing('10041', changes))
      const errors = body['errors'] as readonly { readonly name: string }[]
      assert.deepEqual([status, errors.map(({ name }) => name)], [400, [member]])
      assert.equal((await world.call('GET', '/v1/orders/10041')).status, 404)
    })
  }
})
