/** @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/api-guide/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openEnvironment } from '../support/open-environment.ts'
import { namesOf, register } from '../support/webhooks.ts'

/** The pause before each attempt after the first. */
const PAUSES_S = [
  2,
  2,
  2,
  60,
  120,
  ...Array.from({ length: 23 }, () => 3_600),
  ...Array.from({ length: 6 }, () => 86_400),
]

test('35 attempts are made, each when its pause is over', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  await register(environment, merchant, ['epayments.payment.created.v1'])
  await merchant.created()
  await environment.settle()
  const { deliveries } = environment.webhooks
  assert.equal(deliveries.length, 1)
  for (const [index, pauseS] of PAUSES_S.entries()) {
    await environment.advance(`${pauseS - 1}s`)
    assert.equal(deliveries.length, index + 1, `too early after ${index + 1}`)
    await environment.advance('1s')
    assert.equal(deliveries.length, index + 2, `too late after ${index + 1}`)
  }
  assert.equal(deliveries.length, 35)
  await environment.advance('30d')
  assert.equal(deliveries.length, 35)
})

test('the clock may pass over all of them at once', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  await register(environment, merchant, ['epayments.payment.created.v1'])
  await merchant.created()
  await environment.advance('30d')
  assert.equal(environment.webhooks.deliveries.length, 35)
})

test('every attempt has the same body', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = () => 500
  const merchant = await environment.merchant()
  await register(environment, merchant, ['epayments.payment.created.v1'])
  await merchant.created()
  await environment.advance('1d')
  const bodies = environment.webhooks.deliveries.map(({ body }) => body)
  assert.ok(bodies.length > 20)
  assert.equal(new Set(bodies).size, 1)
})

test('what is dropped after seven days lets the next event of its payment go', async () => {
  await using environment = await openEnvironment()
  environment.webhooks.answer = ({ body }) => (body.includes('"CREATED"') ? 500 : 200)
  const merchant = await environment.merchant()
  await register(environment, merchant)
  await merchant.authorized()
  await environment.advance('6d')
  assert.deepEqual([...new Set(namesOf(environment.webhooks.deliveries))], ['CREATED'])
  await environment.advance('2d')
  const names = namesOf(environment.webhooks.deliveries)
  assert.deepEqual(names, [...Array.from({ length: 35 }, () => 'CREATED'), 'AUTHORIZED'])
})

test('after a success the next event has a schedule of its own', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await register(environment, merchant)
  const reference = await merchant.created()
  await environment.settle()
  environment.webhooks.answer = () => 500
  await environment.approve(reference)
  await environment.settle()
  await environment.advance('2s')
  await environment.advance('2s')
  const names = namesOf(environment.webhooks.deliveries)
  assert.deepEqual(names, ['CREATED', 'AUTHORIZED', 'AUTHORIZED', 'AUTHORIZED'])
})
