/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/orderid/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, assertInvalid } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'

describe('a reference may be', () => {
  for (const reference of ['12345678', 'A-b-C-d-', '--------', 'x'.repeat(64)]) {
    test(reference, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.create({ reference })
      assert.equal(accepted('createPayment', answer).reference, reference)
    })
  }
})

describe('a reference may not be', () => {
  for (const reference of [
    '',
    '1234567',
    'x'.repeat(65),
    'acme_shop_1',
    'acme shop 1',
    'acme/shop/1',
    'bestilling-ø',
    'acme-shop-1\n',
  ]) {
    test(JSON.stringify(reference), async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reason = "The field Reference must match the regular expression '^[a-zA-Z0-9-]{8,64}$'."
      assertInvalid(await merchant.create({ reference }), { reference: reason })
    })
  }
})

/** What becomes of a payment; its reference stays taken all the same. */
const FATES: Record<string, (merchant: Merchant) => Promise<string>> = {
  created: (merchant) => merchant.created(),
  authorized: (merchant) => merchant.authorized(),
  captured: (merchant) => merchant.captured(49_900),
  aborted: (merchant) => merchant.aborted(),
  terminated: (merchant) => merchant.terminated(),
}

describe('4150: a reference is never used again once its payment is', () => {
  for (const [fate, given] of Object.entries(FATES)) {
    test(fate, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await given(merchant)
      const { title, detail } = assertCode(await merchant.create({ reference }), 409, 4150)
      assert.equal(title, 'Reference exists')
      assert.ok(detail?.startsWith(`Reference ${reference} already exists`))
    })
  }

  test('expired', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    await environment.advance('11m')
    assertCode(await merchant.create({ reference }), 409, 4150)
  })
})

test('a reference is free again when its creation was refused', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = 'acme-shop-order-1'
  assertCode(await merchant.create({ reference, value: 1 }), 400, 6010)
  accepted('createPayment', await merchant.create({ reference }))
})

test('of two that come together with one reference, one is created', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = 'acme-shop-order-1'
  const answers = await Promise.all([
    merchant.create({ reference }),
    merchant.create({ reference }),
  ])
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((left, right) => left - right),
    [201, 409],
  )
})

test('two sales units may use one reference, each for a payment of its own', async () => {
  await using environment = await openEnvironment()
  const reference = 'acme-shop-order-1'
  const norway = await environment.merchant(NORWAY)
  const denmark = await environment.merchant(DENMARK)
  await norway.created({ reference })
  await denmark.created({ reference, value: 125 })
  const norwegian = accepted('getPayment', await norway.get(reference))
  const danish = accepted('getPayment', await denmark.get(reference))
  assert.deepEqual(norwegian.amount, { currency: 'NOK', value: 49_900 })
  assert.deepEqual(danish.amount, { currency: 'DKK', value: 125 })
})
