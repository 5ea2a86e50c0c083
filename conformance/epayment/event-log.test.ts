/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/get_event_log/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'

async function namesOf(merchant: Merchant, reference: string): Promise<string[]> {
  return accepted('getPaymentEvents', await merchant.events(reference)).map(({ name }) => name)
}

test('a payment that is created, approved, captured and refunded has exactly four events', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(49_900)
  await merchant.refund(reference, 49_900)
  assert.deepEqual(await namesOf(merchant, reference), [
    'CREATED',
    'AUTHORIZED',
    'CAPTURED',
    'REFUNDED',
  ])
})

test('it is a bare array of what happened, oldest first, each with its own amount', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await environment.advance('1m')
  await environment.approve(reference)
  await environment.advance('1m')
  await merchant.capture(reference, 300)
  await merchant.refund(reference, 100)
  await merchant.cancel(reference)
  const events = accepted('getPaymentEvents', await merchant.events(reference))
  assert.deepEqual(
    events.map(({ name, amount }) => [name, amount.value]),
    [
      ['CREATED', 49_900],
      ['AUTHORIZED', 49_900],
      ['CAPTURED', 300],
      ['REFUNDED', 100],
      ['CANCELLED', 49_600],
    ],
  )
  const [created, authorized, captured] = events.map(({ timestamp }) => Date.parse(timestamp))
  assert.equal(Number(authorized) - Number(created), 60_000)
  assert.equal(Number(captured) - Number(authorized), 60_000)
})

test('an event has the documented members in the documented order', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { body } = await merchant.events(await merchant.created())
  const [created] = Array.isArray(body) ? body : []
  assert.deepEqual(Object.keys(Object(created)), [
    'reference',
    'pspReference',
    'name',
    'amount',
    'timestamp',
    'idempotencyKey',
    'success',
  ])
})

test('times are UTC with milliseconds, and everything succeeded', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(100)
  for (const event of accepted('getPaymentEvents', await merchant.events(reference))) {
    assert.match(event.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    assert.equal(event.reference, reference)
    assert.equal(event.success, true)
  }
})

describe('idempotencyKey', () => {
  test('is that of the request, and AUTHORIZED repeats that of the creation', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const { reference } = accepted('createPayment', await merchant.create({}, { key: 'create' }))
    await environment.approve(reference)
    await merchant.capture(reference, 300, { key: 'capture' })
    await merchant.refund(reference, 100, { key: 'refund' })
    await merchant.cancel(reference, undefined, { key: 'cancel' })
    const events = accepted('getPaymentEvents', await merchant.events(reference))
    assert.deepEqual(
      events.map(({ idempotencyKey }) => idempotencyKey),
      ['create', 'create', 'capture', 'refund', 'cancel'],
    )
  })

  test('is absent from what no request with a key caused', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const cancelled = await merchant.authorized()
    await merchant.cancel(cancelled, undefined, { key: null })
    const aborted = await merchant.aborted()
    const expired = await merchant.created()
    await environment.advance('10m')
    for (const reference of [cancelled, aborted, expired]) {
      const { body } = await merchant.events(reference)
      const last: unknown = Array.isArray(body) ? body.at(-1) : undefined
      assert.equal('idempotencyKey' in Object(last), false)
    }
  })
})

describe('each end has its event, over the amount of the payment:', () => {
  const ends: Record<string, (merchant: Merchant) => Promise<string>> = {
    ABORTED: (merchant) => merchant.aborted(),
    TERMINATED: (merchant) => merchant.terminated(),
    AUTHORIZED: (merchant) => merchant.authorized(),
  }
  for (const [name, given] of Object.entries(ends)) {
    test(name, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await given(merchant)
      const events = accepted('getPaymentEvents', await merchant.events(reference))
      assert.deepEqual(
        events.map((event) => [event.name, event.amount.value]),
        [
          ['CREATED', 49_900],
          [name, 49_900],
        ],
      )
    })
  }
})

test('a refused operation leaves no event', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  assertCode(await merchant.capture(reference, 100), 400, 6080)
  assertCode(await merchant.refund(reference, 100), 400, 6020)
  assert.deepEqual(await namesOf(merchant, reference), ['CREATED'])
})

test('5090: there is no log without a payment', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  assertCode(await merchant.events('acme-shop-1'), 404, 5090)
})
