/** What the provider's webhooks do to an order: little, and nothing that they say is believed. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dutyOf } from '@kvitt/domain'
import { HOUR_MS, MINUTE_MS } from '@kvitt/values'
import { openWorld, type World } from './support/world.ts'

function event(reference: string, changes: object = {}): object {
  return {
    msn: '123456',
    reference,
    pspReference: '49360986-4857-4556-bddb-ba6b58f25bb1',
    name: 'AUTHORIZED',
    amount: { currency: 'NOK', value: 49_900 },
    timestamp: '2026-09-01T12:00:00.000Z',
    success: true,
    ...changes,
  }
}

async function wantsReading(world: World): Promise<boolean> {
  return dutyOf(await world.stored('10041'), world.clock.now())?.type === 'read'
}

describe('a webhook', () => {
  test('has the payment read, and is answered before that', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    assert.equal((await world.webhook(event(reference))).status, 200)
    assert.equal(await wantsReading(world), true)
  })

  test('is not believed: what is read counts', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    await world.webhook(event(reference))
    await world.settle()
    assert.equal((await world.order('10041')).status, 'created')
  })

  test('changes nothing when it comes again', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.settle()
    const before = await world.order('10041')
    for (let count = 0; count < 3; count += 1) {
      assert.equal((await world.webhook(event(reference))).status, 200)
      await world.settle()
    }
    assert.deepEqual(await world.order('10041'), before)
    assert.deepEqual(world.shop.typesOf('10041'), ['order.created', 'order.authorized'])
  })

  for (const [what, changes] of [
    ['signed with another secret', { secret: 'x' }],
    ['of an hour ago', { sentAt: Date.UTC(2026, 8, 1, 11) }],
    ['for another address', { url: 'https://merchant.test/webhooks/1' }],
  ] as const) {
    test(`${what} is refused, and said why in the log`, async () => {
      await using world = await openWorld()
      const { reference } = await world.place('10041')
      assert.ok([401, 404].includes((await world.webhook(event(reference), changes)).status))
      assert.equal(await wantsReading(world), false)
    })
  }

  test('that is not genuine names its fault in the log', async () => {
    await using world = await openWorld()
    await world.webhook(event('acme-shop-10041'), { secret: 'x' })
    assert.equal(world.warnings.at(-1)?.message, 'a webhook is not genuine')
  })

  test('about what is not known here is taken, so that it is not sent for days', async () => {
    await using world = await openWorld()
    for (const reference of ['acme-shop-77777', 'other-shop-1', 'acme-shop-10041-1']) {
      assert.equal((await world.webhook(event(reference))).status, 200)
    }
    assert.equal((await world.webhook({ customerToken: 'x' })).status, 200)
  })

  test('of another sales unit is taken and means nothing', async () => {
    await using world = await openWorld()
    const { reference } = await world.place('10041')
    assert.equal((await world.webhook(event(reference, { msn: '234567' }))).status, 200)
    assert.equal(await wantsReading(world), false)
  })

  test('is refused while no secret is known', async () => {
    await using world = await openWorld({ isRegistered: false })
    assert.equal((await world.webhook(event('acme-shop-10041'), { secret: 'x' })).status, 401)
    assert.match(world.problems.at(-1)?.message ?? '', /no secret is known/)
  })
})

test('webhooks that were refused during an outage settle the order when it is over', async () => {
  await using world = await openWorld()
  const { reference } = await world.place('10041')
  await world.stopMerchant()
  await world.customer('approve', reference)
  await world.pass(HOUR_MS)
  await world.startMerchant()
  await world.pass(MINUTE_MS)
  assert.equal((await world.order('10041')).status, 'authorized')
})
