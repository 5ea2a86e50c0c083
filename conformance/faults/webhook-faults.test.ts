/**
 * Webhooks arrive at least once, sometimes late and sometimes twice: endpoints must cope, and
 * refuse what is not signed as it should be.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { HOUR_MS } from '@kvitt/values'
import type { Environment } from '../support/environment.ts'
import { listFaults, orderFault } from '../support/faults.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'
import {
  expectedAuthorization,
  isSignedFor,
  namesOf,
  register,
  type Registered,
} from '../support/webhooks.ts'

interface Subscribed extends AsyncDisposable {
  readonly environment: Environment
  readonly merchant: Merchant
  readonly registered: Registered
  /** The names of the events that have arrived, once all that is due has happened. */
  arrived(): Promise<readonly string[]>
}

async function subscribed(): Promise<Subscribed> {
  const environment = await openEnvironment()
  const merchant = await environment.merchant()
  const registered = await register(environment, merchant)
  return {
    environment,
    merchant,
    registered,
    arrived: async () => {
      await environment.settle()
      return namesOf(environment.webhooks.deliveries)
    },
    [Symbol.asyncDispose]: () => environment[Symbol.asyncDispose](),
  }
}

describe('a webhook on order', () => {
  test('arrives twice, each time signed', async () => {
    await using shop = await subscribed()
    await orderFault(shop.environment, { effect: 'duplicate', event: 'AUTHORIZED' })
    await shop.merchant.authorized()
    assert.deepEqual(await shop.arrived(), ['CREATED', 'AUTHORIZED', 'AUTHORIZED'])
    const { deliveries } = shop.environment.webhooks
    assert.ok(deliveries.every((delivery) => isSignedFor(shop.registered, delivery)))
    assert.equal(deliveries[1]?.body, deliveries[2]?.body)
  })

  test('is put off, and the next of the payment waits behind it', async () => {
    await using shop = await subscribed()
    const order = { effect: 'delay', delayMs: HOUR_MS, event: 'CREATED' }
    await orderFault(shop.environment, order)
    await shop.merchant.authorized()
    await shop.environment.advance('59m')
    assert.deepEqual(await shop.arrived(), [])
    await shop.environment.advance('1m')
    assert.deepEqual(await shop.arrived(), ['CREATED', 'AUTHORIZED'])
  })

  test('is overtaken by the next of its payment', async () => {
    await using shop = await subscribed()
    await orderFault(shop.environment, { effect: 'reorder', event: 'CREATED' })
    await shop.merchant.authorized()
    assert.deepEqual(await shop.arrived(), ['AUTHORIZED', 'CREATED'])
    assert.equal((await listFaults(shop.environment)).faults[0]?.held, 0)
  })

  test('is withheld until it is released, once for all', async () => {
    await using shop = await subscribed()
    const id = await orderFault(shop.environment, { effect: 'withhold', event: 'CREATED' })
    await shop.merchant.authorized()
    await shop.environment.advance('1d')
    assert.deepEqual(await shop.arrived(), [])
    assert.equal((await listFaults(shop.environment)).faults[0]?.held, 1)
    const { body } = await shop.environment.control('POST', `/faults/${id}/release`)
    assert.deepEqual(body, { released: 1 })
    assert.deepEqual(await shop.arrived(), ['CREATED', 'AUTHORIZED'])
    assert.equal((await listFaults(shop.environment)).faults[0]?.held, 0)
  })

  for (const [what, method, path] of [
    ['its fault is removed', 'DELETE', (id: string) => `/faults/${id}`],
    ['all faults are cleared', 'DELETE', () => '/faults'],
  ] as const) {
    test(`is withheld no longer when ${what}`, async () => {
      await using shop = await subscribed()
      const id = await orderFault(shop.environment, { effect: 'withhold' })
      await shop.merchant.authorized()
      assert.deepEqual(await shop.arrived(), [])
      await shop.environment.control(method, path(id))
      assert.deepEqual(await shop.arrived(), ['CREATED', 'AUTHORIZED'])
    })
  }

  test('does not hold up other payments when it is withheld', async () => {
    await using shop = await subscribed()
    const reference = await shop.merchant.created()
    await shop.arrived()
    await orderFault(shop.environment, { effect: 'withhold', reference })
    await shop.environment.approve(reference)
    await shop.merchant.authorized()
    assert.deepEqual(await shop.arrived(), ['CREATED', 'CREATED', 'AUTHORIZED'])
  })

  test('is signed with another secret, and tried again when it is refused', async () => {
    await using shop = await subscribed()
    const { webhooks } = shop.environment
    webhooks.answer = (delivery) => (isSignedFor(shop.registered, delivery) ? 200 : 401)
    await orderFault(shop.environment, { effect: 'wrong-signature', count: 1 })
    await shop.merchant.created()
    await shop.arrived()
    await shop.environment.advance('10s')
    assert.deepEqual(
      webhooks.deliveries.map((delivery) => isSignedFor(shop.registered, delivery)),
      [false, true],
    )
  })

  test('is dated by a clock that is wrong, and signed with that date', async () => {
    await using shop = await subscribed()
    const order = { effect: 'clock-skew', skewMs: -HOUR_MS, operation: 'deliverWebhook', count: 1 }
    await orderFault(shop.environment, order)
    await shop.merchant.authorized()
    await shop.arrived()
    const [skewed, right] = shop.environment.webhooks.deliveries
    assert.ok(skewed && right)
    const dates = [skewed, right].map(({ headers }) => headers.get('x-ms-date') ?? '')
    const apartMs = Date.parse(dates[1] ?? '') - Date.parse(dates[0] ?? '')
    assert.ok(Math.abs(apartMs - HOUR_MS) < 60_000, String(apartMs))
    const { secret, url } = shop.registered
    assert.equal(
      skewed.headers.get('authorization'),
      expectedAuthorization(secret, url, dates[0] ?? '', skewed.body),
    )
  })

  for (const [when, sent] of [
    ['before', ['CREATED']],
    ['after', ['CREATED', 'CREATED']],
  ] as const) {
    test(`is tried again when its connection is dropped ${when} it arrives`, async () => {
      await using shop = await subscribed()
      const order = { effect: 'drop', when, operation: 'deliverWebhook', count: 1 }
      await orderFault(shop.environment, order)
      await shop.merchant.created()
      await shop.arrived()
      await shop.environment.advance('10s')
      assert.deepEqual(await shop.arrived(), sent)
    })
  }
})

test('what a fault did to a webhook is listed with its event', async () => {
  await using shop = await subscribed()
  const id = await orderFault(shop.environment, { effect: 'duplicate', event: 'CREATED' })
  const reference = await shop.merchant.created()
  await shop.arrived()
  const [hit] = (await listFaults(shop.environment)).hits.map(({ at: _at, ...rest }) => rest)
  const { msn } = shop.merchant
  assert.deepEqual(hit, {
    fault: id,
    operation: 'deliverWebhook',
    msn,
    reference,
    event: 'CREATED',
  })
})
