/**
 * A status on order comes in the shape of whoever gives it in reality: the API for what has a
 * number, the gateway for the rest. It uses no idempotency key.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, assertGateway, assertInvalid, refused } from '../support/answer.ts'
import { orderFault } from '../support/faults.ts'
import { openEnvironment } from '../support/open-environment.ts'

const KEY = { key: 'key-1' }

describe('a status on order', () => {
  for (const [status, code] of [
    [500, 3010],
    [423, 6160],
  ] as const) {
    test(`${status} is problem ${code}, and the same key may try again`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      await orderFault(environment, { effect: 'status', status, count: 1 })
      assertCode(await merchant.create({}, KEY), status, code)
      accepted('createPayment', await merchant.create({}, KEY))
    })
  }

  for (const [status, message] of [
    [401, 'Something went wrong, please try again later'],
    [404, 'Resource not found'],
    [502, 'Bad Gateway'],
    [503, 'Service Unavailable'],
  ] as const) {
    test(`${status} comes from the gateway`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      await orderFault(environment, { effect: 'status', status })
      assertGateway(await merchant.create(), status, message)
    })
  }

  test('400 is a problem without a number', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await orderFault(environment, { effect: 'status', status: 400 })
    assertInvalid(await merchant.create(), {})
  })

  test('403 is a problem without a number', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await orderFault(environment, { effect: 'status', status: 403 })
    assert.equal(refused(await merchant.create(), 403).title, 'Forbidden')
  })

  test('429 says when to come back', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await orderFault(environment, { effect: 'status', status: 429, retryAfterSeconds: 7 })
    const answer = await merchant.create()
    assertGateway(answer, 429, 'Rate limit is exceeded. Try again in 7 seconds.')
    assert.equal(answer.headers.get('retry-after'), '7')
  })

  test('of any kind says when to come back, if that is ordered', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await orderFault(environment, { effect: 'status', status: 503, retryAfterSeconds: 3 })
    const answer = await merchant.create()
    assert.deepEqual([answer.status, answer.headers.get('retry-after')], [503, '3'])
  })

  test('by the number of a problem has the status of that problem', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    await orderFault(environment, { effect: 'status', code: 5060 })
    assertCode(await merchant.create(), 403, 5060)
  })

  test('after the effect hides what has happened', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    const order = { effect: 'status', status: 500, when: 'after', operation: 'capturePayment' }
    await orderFault(environment, order)
    assertCode(await merchant.capture(reference, 1_000), 500, 3010)
    const payment = accepted('getPayment', await merchant.get(reference))
    assert.equal(payment.aggregate.capturedAmount.value, 1_000)
  })
})
