/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/create/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MINUTE_MS } from '@kvitt/values'
import { accepted } from '../support/answer.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

test('a customer has ten minutes', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await environment.advance('9m59s')
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
  await environment.advance('1s')
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'EXPIRED')
})

test('one who approves in the last second is in time', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await environment.advance('9m59s')
  assert.equal((await environment.approve(reference)).status, 200)
  await environment.advance('1d')
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'AUTHORIZED')
})

test('one who approves at the end is too late', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await environment.advance('10m')
  const { status, body } = await environment.approve(reference)
  assert.equal(status, 409)
  assert.match(String(Object(body).detail), /EXPIRED/)
})

test('the EXPIRED event has the moment of the deadline, however far the clock has gone', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await environment.advance('30d')
  const log = accepted('getPaymentEvents', await merchant.events(reference))
  const [created, expired] = log.map(({ timestamp }) => Date.parse(timestamp))
  assert.equal(Number(expired) - Number(created), 10 * MINUTE_MS)
  assert.deepEqual(log[1]?.amount, { currency: 'NOK', value: 49_900 })
})

test('a payment expires by itself as the system’s clock runs', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  environment.clock.advance(10 * MINUTE_MS)
  await environment.settle()
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'EXPIRED')
})
