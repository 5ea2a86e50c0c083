/** The payment server keeps its registrations for webhooks right. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY_MS, HOUR_MS } from '@kvitt/values'
import { openWorld, type World } from './support/world.ts'

const URL_OF_MERCHANT = 'https://merchant.test/webhooks/123456'

async function registered(world: World): Promise<readonly string[]> {
  const list = await world.client().webhooks.list()
  return list.map(({ url }) => url)
}

describe('a payment server that starts', () => {
  test('registers for every event of a payment, once', async () => {
    await using world = await openWorld({ keepsWebhooks: true })
    await world.settle()
    const [registration, ...others] = await world.client().webhooks.list()
    assert.deepEqual([registration?.url, others], [URL_OF_MERCHANT, []])
    assert.equal(registration?.events.length, 8)
    await world.stopMerchant()
    await world.startMerchant()
    await world.settle()
    const [after] = await world.client().webhooks.list()
    assert.equal(after?.id, registration?.id)
  })

  test('verifies what comes by what it has registered', async () => {
    await using world = await openWorld({ keepsWebhooks: true })
    await world.settle()
    const { reference } = await world.place('10041')
    await world.customer('approve', reference)
    await world.settle()
    assert.equal((await world.order('10041')).status, 'authorized')
    assert.deepEqual(world.warnings, [])
  })

  test('removes what it has lost the secret of, and leaves what others have registered', async () => {
    await using world = await openWorld({ keepsWebhooks: true })
    const { webhooks } = world.client()
    const events = ['epayments.payment.created.v1']
    const lost = await webhooks.register({ url: URL_OF_MERCHANT, events })
    const other = await webhooks.register({ url: 'https://other.example/hook', events })
    await world.pass(HOUR_MS)
    const ids = (await webhooks.list()).map(({ id }) => id)
    assert.equal(ids.includes(lost.id), false)
    assert.equal(ids.includes(other.id), true)
  })

  test('registers again within the hour when the provider has removed the registration', async () => {
    await using world = await openWorld({ keepsWebhooks: true })
    await world.settle()
    const [registration] = await world.client().webhooks.list()
    await world.client().webhooks.delete(registration?.id ?? '')
    await world.pass(HOUR_MS)
    assert.deepEqual(await registered(world), [URL_OF_MERCHANT])
    assert.match(world.warnings.at(-1)?.message ?? '', /the provider has removed/)
  })

  test('changes its secret every ninety days, and keeps the old one for a day', async () => {
    await using world = await openWorld({ keepsWebhooks: true })
    await world.settle()
    const [first] = await world.client().webhooks.list()
    await world.pass(90 * DAY_MS)
    const both = await world.client().webhooks.list()
    assert.equal(both.length, 2)
    await world.pass(DAY_MS)
    const left = await world.client().webhooks.list()
    assert.deepEqual([left.length, left[0]?.id === first?.id], [1, false])
  })

  test('tries again in five minutes when the provider does not answer', async () => {
    let isReachable = false
    await using world = await openWorld({
      keepsWebhooks: true,
      between: (fetch) => (request) =>
        isReachable ? fetch(request) : Promise.reject(new TypeError('fetch failed')),
    })
    await world.settle()
    assert.match(world.problems[0]?.message ?? '', /registrations could not be checked/)
    isReachable = true
    await world.pass(5 * 60_000)
    assert.deepEqual(await registered(world), [URL_OF_MERCHANT])
  })
})
