/**
 * Official plugins use one key for many things: a key counts per sales unit and operation, and
 * on anything but create per payment too.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('on create it counts over all payments of the sales unit', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const key = 'wc_order_1'
  accepted('createPayment', await merchant.create({}, { key }))
  assertCode(await merchant.create({}, { key }), 409, 4020)
})

test('another sales unit has keys of its own', async () => {
  await using environment = await openEnvironment()
  const [norway, denmark] = [await environment.merchant(), await environment.merchant(DENMARK)]
  const key = 'wc_order_1'
  accepted('createPayment', await norway.create({}, { key }))
  accepted('createPayment', await denmark.create({}, { key }))
})

test('every order can be cancelled with the key 1, as WooCommerce does', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const reference of [await merchant.authorized(), await merchant.authorized()]) {
    const answer = await merchant.cancel(reference, undefined, { key: '1' })
    assert.equal(accepted('cancelPayment', answer).aggregate.cancelledAmount.value, 49_900)
  }
})

test('the first capture and the first refund of an order may share a key', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const key = '0:wc_order_1'
  accepted('capturePayment', await merchant.capture(reference, 49_900, { key }))
  const { aggregate } = accepted('refundPayment', await merchant.refund(reference, 49_900, { key }))
  assert.equal(aggregate.refundedAmount.value, 49_900)
})

test('the reference may be the key of everything that is done to a payment', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = 'acme-shop-order-1'
  const key = reference
  accepted('createPayment', await merchant.create({ reference }, { key }))
  await environment.approve(reference)
  accepted('capturePayment', await merchant.capture(reference, 300, { key }))
  accepted('cancelPayment', await merchant.cancel(reference, undefined, { key }))
  accepted('refundPayment', await merchant.refund(reference, 300, { key }))
  const events = accepted('getPaymentEvents', await merchant.events(reference))
  assert.equal(events.length, 5)
})

test('a key on GET is overlooked, empty, long or repeated', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  for (const key of ['', 'x'.repeat(51), 'key-1']) {
    const headers = { 'Idempotency-Key': key }
    assert.equal(
      accepted('getPayment', await merchant.get(reference, { headers })).state,
      'CREATED',
    )
  }
  await environment.approve(reference)
  const answer = await merchant.get(reference, { key: 'key-1' })
  assert.equal(accepted('getPayment', answer).state, 'AUTHORIZED')
})
