/**
 * A network timeout is not a failure: repeat the request with the same Idempotency-Key, or read
 * the payment back.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { orderFault } from '../support/faults.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'

const KEY = { key: 'key-1' }

describe('a connection dropped before the effect', () => {
  test('leaves the payment as it was, and the same request is good afterwards', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    await orderFault(environment, { effect: 'drop', operation: 'capturePayment', count: 1 })
    await assert.rejects(merchant.capture(reference, 1_000, KEY))
    const payment = accepted('getPayment', await merchant.get(reference))
    assert.equal(payment.aggregate.capturedAmount.value, 0)
    const captured = accepted('capturePayment', await merchant.capture(reference, 1_000, KEY))
    assert.equal(captured.aggregate.capturedAmount.value, 1_000)
  })

  test('of create leaves no payment', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = newReference()
    await orderFault(environment, { effect: 'drop', reference, count: 1 })
    await assert.rejects(merchant.create({ reference }))
    assertCode(await merchant.get(reference), 404, 5090)
  })
})

describe('a connection dropped after the effect', () => {
  const order = { effect: 'drop', when: 'after', count: 1 }

  test('leaves the payment captured, and repeating the request captures nothing more', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    await orderFault(environment, { ...order, operation: 'capturePayment' })
    await assert.rejects(merchant.capture(reference, 1_000, KEY))
    const payment = accepted('getPayment', await merchant.get(reference))
    assert.equal(payment.aggregate.capturedAmount.value, 1_000)
    const again = accepted('capturePayment', await merchant.capture(reference, 1_000, KEY))
    assert.equal(again.aggregate.capturedAmount.value, 1_000)
  })

  test('of create leaves a payment that the same request is answered with', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = newReference()
    await orderFault(environment, { ...order, reference })
    await assert.rejects(merchant.create({ reference }, KEY))
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
    const again = accepted('createPayment', await merchant.create({ reference }, KEY))
    assert.equal(again.reference, reference)
  })
})
