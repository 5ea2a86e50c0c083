/**
 * The same key with another body is a conflict, with a number of its own for each operation.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'

const KEY = { key: 'key-1' }

test('create: 4020, for another payment as for other terms of the same', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  accepted('createPayment', await merchant.create({ reference }, KEY))
  const otherPayment = assertCode(await merchant.create({}, KEY), 409, 4020)
  assert.equal(otherPayment.title, 'Idempotency error')
  assert.equal(otherPayment.detail, 'Idempotency-Key key-1 already exists.')
  assertCode(await merchant.create({ reference, value: 200 }, KEY), 409, 4020)
})

test('capture: 4010', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  accepted('capturePayment', await merchant.capture(reference, 100, KEY))
  const problem = assertCode(await merchant.capture(reference, 200, KEY), 409, 4010)
  assert.equal(problem.title, 'Capture idempotency conflict')
})

test('refund: 4150', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  accepted('refundPayment', await merchant.refund(reference, 100, KEY))
  const problem = assertCode(await merchant.refund(reference, 200, KEY), 409, 4150)
  assert.equal(problem.title, 'Refund idempotency conflict')
})

test('cancel: 4020', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  assertCode(await merchant.cancel(reference, { cancelTransactionOnly: true }, KEY), 400, 6060)
  assertCode(await merchant.cancel(reference, undefined, KEY), 409, 4020)
})

test('a conflict changes nothing: the first request is still replayed', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const first = await merchant.capture(reference, 100, KEY)
  assertCode(await merchant.capture(reference, 200, KEY), 409, 4010)
  assert.equal((await merchant.capture(reference, 100, KEY)).text, first.text)
  const payment = accepted('getPayment', await merchant.get(reference))
  assert.equal(payment.aggregate.capturedAmount.value, 100)
})

test('another key for the same payment on create finds the reference taken: 4150', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  const problem = assertCode(await merchant.create({ reference }), 409, 4150)
  assert.equal(problem.title, 'Reference exists')
})
