/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/polling-guidelines/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { unreliable, problem, type Mishap } from './support/unreliable.ts'
import { openShop, socks, type Shop } from './support/shop.ts'
import { NORWAY } from '../../conformance/support/demo-keys.ts'

const KEY = { idempotencyKey: 'order' }

/** A payment that is created, and a count of how often it was read. */
async function waiting(shop: Shop): Promise<string> {
  const request = socks()
  await shop.client.epayment.create(request, KEY)
  shop.clock.waitsMs.length = 0
  return request.reference
}

/** Does something to the environment when the payment is read for the n-th time. */
function atRead(number: number, act: () => Promise<unknown>): (shop: Shop) => Shop['client'] {
  let reads = 0
  return (shop) =>
    shop.clientWith({
      fetch: async (request) => {
        if (request.method === 'GET' && (reads += 1) === number) await act()
        return shop.environment.fetch(request)
      },
    })
}

describe('an outcome is told:', () => {
  for (const [outcome, act] of Object.entries({
    authorized: (shop: Shop, reference: string) => shop.environment.approve(reference),
    aborted: (shop: Shop, reference: string) => shop.environment.reject(reference),
    expired: (shop: Shop) => shop.environment.advance('10m'),
    terminated: (shop: Shop, reference: string) => shop.client.epayment.cancel(reference, KEY),
  })) {
    test(`${outcome}, first asked after 5 s and then every 2 s`, async () => {
      await using shop = await openShop()
      const reference = await waiting(shop)
      const client = atRead(3, () => act(shop, reference))(shop)
      const found = await client.epayment.waitForOutcome(reference)
      assert.equal(found.outcome, outcome)
      assert.equal(found.payment?.reference, reference)
      assert.deepEqual(shop.clock.waitsMs, [5_000, 2_000, 2_000])
    })
  }

  test('pending, when the customer has had time enough', async () => {
    await using shop = await openShop({ environment: { rateLimits: false } })
    const reference = await waiting(shop)
    const startedAt = shop.clock.now()
    const { outcome, payment } = await shop.client.epayment.waitForOutcome(reference)
    assert.equal(outcome, 'pending')
    assert.equal(payment?.state, 'CREATED')
    assert.equal(shop.clock.now() - startedAt, 11 * 60_000)
  })

  test('pending, with nothing read, while the service is away', async () => {
    const down: readonly Mishap[] = ['none', ...Array<Mishap>(500).fill('dropBefore')]
    await using shop = await openShop({ between: unreliable(down) })
    const reference = await waiting(shop)
    assert.deepEqual(await shop.client.epayment.waitForOutcome(reference), {
      outcome: 'pending',
      payment: undefined,
    })
  })
})

test('a payment that was created a while ago is asked for at once', async () => {
  await using shop = await openShop()
  const reference = await waiting(shop)
  await shop.environment.approve(reference, {}, NORWAY)
  const createdAt = shop.clock.now() - 5_000
  const { outcome } = await shop.client.epayment.waitForOutcome(reference, { createdAt })
  assert.equal(outcome, 'authorized')
  assert.deepEqual(shop.clock.waitsMs, [])
})

test('too many calls slow it down, and it goes on', async () => {
  const limited = { instead: problem(429, undefined, { 'Retry-After': '40' }) }
  await using shop = await openShop({ between: unreliable(['none', limited]) })
  const reference = await waiting(shop)
  await shop.environment.approve(reference)
  const { outcome } = await shop.client.epayment.waitForOutcome(reference)
  assert.equal(outcome, 'authorized')
  assert.deepEqual(shop.clock.waitsMs, [5_000, 40_000])
})

test('a state of the future is not final', async () => {
  await using shop = await openShop()
  const reference = await waiting(shop)
  await shop.environment.approve(reference)
  let reads = 0
  const client = shop.clientWith({
    fetch: async (request) => {
      const response = await shop.environment.fetch(request)
      if (request.method !== 'GET' || (reads += 1) > 1) return response
      return Response.json({ ...((await response.json()) as object), state: 'PONDERED' })
    },
  })
  assert.equal((await client.epayment.waitForOutcome(reference)).outcome, 'authorized')
  assert.equal(reads, 2)
})

test('a payment that does not exist is not waited for', async () => {
  await using shop = await openShop()
  await assert.rejects(shop.client.epayment.waitForOutcome('acme-shop-0'), {
    code: 'referenceNotFound',
    verdict: 'refused',
  })
})

test('it ends at the signal, while it waits and before', async () => {
  await using shop = await openShop()
  const reference = await waiting(shop)
  const controller = new AbortController()
  const client = atRead(2, () => Promise.resolve(controller.abort()))(shop)
  const options = { signal: controller.signal }
  const aborted = { code: 'aborted', verdict: 'retry' }
  await assert.rejects(client.epayment.waitForOutcome(reference, options), aborted)
  await assert.rejects(client.epayment.waitForOutcome(reference, options), aborted)
})
