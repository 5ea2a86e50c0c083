/**
 * While a customer is being authenticated, with 3-D Secure for one, the attempt decides first.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/create/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { startAuthentication } from '../support/authentication.ts'
import { INSIDE_ONLY, openInside } from '../support/open-environment.ts'

describe('a customer who is being authenticated', { skip: INSIDE_ONLY }, () => {
  test('may complete after the ten minutes', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    await environment.advance('9m')
    await startAuthentication(environment, reference)
    await environment.advance('5m')
    assert.equal((await environment.approve(reference)).status, 200)
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'AUTHORIZED')
  })

  test('finds the payment expired when the attempt fails after them', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    await environment.advance('9m')
    await startAuthentication(environment, reference)
    await environment.advance('5m')
    await environment.reject(reference)
    await environment.settle()
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'EXPIRED')
  })

  test('shows to the merchant as CREATED and in no event', async () => {
    await using environment = await openInside()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    await startAuthentication(environment, reference)
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
    assert.equal(accepted('getPaymentEvents', await merchant.events(reference)).length, 1)
    assertCode(await merchant.capture(reference, 100), 400, 6080)
    assertCode(await merchant.refund(reference, 100), 400, 6020)
  })
})
