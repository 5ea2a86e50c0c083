/**
 * A test run starts over without another server.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit, createSalesUnit } from '../support/sales-units.ts'
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

test('sales units and customers stay as they are, unless they are to be as at first', async () => {
  await using environment = await openEnvironment()
  const { body: atFirst } = await environment.control('GET', '/sales-units')
  const { body: people } = await environment.control('GET', '/customers')
  const { msn } = await createSalesUnit(environment)
  await changeSalesUnit(environment, NORWAY, { deactivated: true })
  await environment.control('DELETE', '/customers/4712345678')

  await environment.control('POST', '/reset')
  assert.equal((await environment.control('GET', `/sales-units/${msn}`)).status, 200)
  const { body: after } = await environment.control('GET', `/sales-units/${NORWAY}`)
  assert.equal(Object(after).deactivated, true)

  await environment.control('POST', '/reset?directory=true')
  assert.deepEqual((await environment.control('GET', '/sales-units')).body, atFirst)
  assert.deepEqual((await environment.control('GET', '/customers')).body, people)
})
