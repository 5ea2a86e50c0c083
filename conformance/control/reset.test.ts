/**
 * A test run starts over without another server.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { register } from '../support/webhooks.ts'

test('payments, keys and webhooks are forgotten', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const { reference } = accepted('createPayment', await merchant.create({}, { key: 'key-1' }))
  const { status, body } = await environment.control('POST', '/reset')
  assert.deepEqual([status, body], [200, { reset: true }])
  assertCode(await merchant.get(reference), 404, 5090)
  assert.deepEqual(accepted('listWebhooks', await merchant.listWebhooks()).webhooks, [])
  accepted('createPayment', await merchant.create({ reference }, { key: 'key-1' }))
})

test('nothing of before is delivered after', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await merchant.created()
  await environment.settle()
  await environment.control('POST', '/reset')
  environment.webhooks.answer = () => 200
  await environment.advance('7d')
  assert.equal(environment.webhooks.deliveries.length, 1)
})

test('the clock is back at the system’s time', async () => {
  await using environment = await openEnvironment()
  await environment.advance('100d')
  await environment.control('POST', '/reset')
  const { now, frozen, systemNow } = Object((await environment.control('GET', '/clock')).body)
  assert.equal(now, systemNow)
  assert.equal(frozen, false)
})

test('tokens stay valid', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await environment.control('POST', '/reset')
  accepted('createPayment', await merchant.create())
})
