/** The payment server keeps its registrations for webhooks right. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { webhookSubscriptions } from '@kvitt/domain'
import { merchantStoreOptions, type Merchant } from '@kvitt/merchant'
import { openSqliteStore, type Store } from '@kvitt/store'
import { DAY_MS, HOUR_MS, parseMsn } from '@kvitt/values'
import { NORWAY } from '../../conformance/support/demo-keys.ts'
import { bareMerchant, RANDOM } from './support/bare-merchant.ts'
import { openWorld, type World } from './support/world.ts'

const URL_OF_MERCHANT = 'https://merchant.test/webhooks/123456'

async function registered(world: World): Promise<readonly string[]> {
  const list = await world.client().webhooks.list()
  return list.map(({ url }) => url)
}

/** A payment server on a store, beside others that keep the same registrations. */
function keeper(
  world: World,
  store: Store,
  warnings: string[],
  between?: Parameters<World['client']>[0],
): Merchant {
  const { webhooks, epayment: payments, orderManagement: information } = world.client(between)
  const msn = parseMsn(NORWAY) ?? assert.fail()
  const salesUnit = {
    msn,
    currency: 'NOK',
    referencePrefix: 'acme-shop',
    payments,
    information,
    webhooks,
  } as const
  return bareMerchant(store, world.clock, {
    salesUnits: [salesUnit],
    onWarning: (message) => warnings.push(message),
  })
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

  test('goes on when somebody else has removed what it removes', async () => {
    await using world = await openWorld({
      keepsWebhooks: true,
      between: (fetch) => async (request) => {
        if (request.method === 'DELETE') await fetch(request.clone())
        return fetch(request)
      },
    })
    const events = ['epayments.payment.created.v1']
    await world.client().webhooks.register({ url: URL_OF_MERCHANT, events })
    await world.pass(HOUR_MS)
    assert.deepEqual(await registered(world), [URL_OF_MERCHANT])
    assert.deepEqual(world.problems, [])
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
    await world.pass(DAY_MS - 2 * HOUR_MS)
    assert.equal((await world.client().webhooks.list()).length, 2)
    await world.pass(2 * HOUR_MS)
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

test('what another node registers while the list is on its way stays registered', async () => {
  await using stack = new AsyncDisposableStack()
  const world = stack.use(await openWorld({ isRegistered: false }))
  const store = stack.use(openSqliteStore(':memory:', merchantStoreOptions(RANDOM, [])))
  const warnings: string[] = []
  const other = stack.use(keeper(world, store, warnings))
  let isFirst = true
  const late = stack.use(
    keeper(world, store, warnings, (fetch) => async (request) => {
      const answer = await fetch(request)
      if (request.method !== 'GET' || !isFirst) return answer
      isFirst = false
      // It takes longer than the lease.
      await store.release([
        { kind: webhookSubscriptions.kind, key: NORWAY, wakeAt: world.clock.now() },
      ])
      await other.start()
      await other.settle()
      return answer
    }),
  )
  await late.start()
  await late.settle()
  const [registration, ...others] = await world.client().webhooks.list()
  const state = await store.load(webhookSubscriptions, NORWAY)
  assert.deepEqual(
    state?.subscriptions.map(({ id }) => id),
    [registration?.id],
  )
  assert.deepEqual([others, warnings], [[], []])
})
