/**
 * Amounts that force a result in the test environment.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, refused } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'

async function stateOf(merchant: Merchant, reference: string): Promise<string> {
  return accepted('getPayment', await merchant.get(reference)).state
}

describe('declined: the reason is told, and the payment waits until the customer gives up:', () => {
  for (const [value, reason] of [
    [151, /not enough money/],
    [182, /issuer refused/],
    [183, /suspects fraud/],
    [184, /above the limit/],
    [186, /has expired/],
    [187, /not valid/],
  ] as const) {
    test(`${value}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.created({ value })
      const { detail = '' } = refused(await environment.approve(reference), 409)
      assert.match(detail, reason)
      assert.match(detail, /It is CREATED\.$/)
      assert.equal((await environment.reject(reference)).status, 200)
      assert.equal(await stateOf(merchant, reference), 'ABORTED')
    })
  }
})

test('a declined payment expires when nothing else happens', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created({ value: 151 })
  await environment.approve(reference)
  await environment.advance('10m')
  assert.equal(await stateOf(merchant, reference), 'EXPIRED')
})

test('197: 3-D Secure is denied, however often', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created({ value: 197 })
  for (const authentication of ['pass', undefined]) {
    const answer = await environment.approve(reference, { authentication })
    assert.match(refused(answer, 409).detail ?? '', /3-D Secure.*failed/)
  }
  assert.equal(await stateOf(merchant, reference), 'CREATED')
})

describe('202: the customer has to be authenticated, and', () => {
  test('the payment is reserved when that is passed', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created({ value: 202 })
    await environment.approve(reference)
    assert.equal(await stateOf(merchant, reference), 'AUTHORIZED')
  })

  test('waits when it is failed', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created({ value: 202 })
    refused(await environment.approve(reference, { authentication: 'fail' }), 409)
    assert.equal(await stateOf(merchant, reference), 'CREATED')
  })
})

describe('197 and 202 mean nothing to a Danish sales unit:', () => {
  for (const value of [197, 202]) {
    test(`${value}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant(DENMARK)
      const reference = await merchant.authorized({ value })
      assert.equal(await stateOf(merchant, reference), 'AUTHORIZED')
    })
  }
})

describe('201: the result is unknown for an hour,', () => {
  test('during which the merchant cannot cancel, and after which it is AUTHORIZED', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created({ value: 201 })
    const { status, body } = await environment.approve(reference)
    assert.equal(status, 200)
    assert.match(String(Object(body).notice), /result of the payment is unknown/)
    assert.equal(await stateOf(merchant, reference), 'CREATED')
    assertCode(await merchant.cancel(reference), 400, 6250)
    await environment.advance('59m')
    assertCode(await merchant.cancel(reference), 400, 6250)
    assertCode(await merchant.capture(reference, 201), 400, 6080)
    await environment.advance('1m')
    assert.equal(await stateOf(merchant, reference), 'AUTHORIZED')
    assert.equal((await merchant.capture(reference, 201)).status, 200)
  })

  test('or EXPIRED, when none ever comes', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created({ value: 201 })
    await environment.approve(reference, { unknownResult: 'expire' })
    await environment.advance('59m')
    assert.equal(await stateOf(merchant, reference), 'CREATED')
    await environment.advance('1m')
    assert.equal(await stateOf(merchant, reference), 'EXPIRED')
  })

  test('and the customer cannot take it back', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created({ value: 201 })
    await environment.approve(reference)
    const { detail = '' } = refused(await environment.reject(reference), 409)
    assert.match(detail, /Nobody knows yet/)
  })
})

describe('force approve overlooks the amount:', () => {
  for (const value of [151, 187, 197, 201, 202]) {
    test(`${value}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.created({ value })
      assert.equal((await merchant.forceApprove(reference)).status, 200)
      assert.equal(await stateOf(merchant, reference), 'AUTHORIZED')
    })
  }
})

describe('a refund of', () => {
  for (const [value, code] of [
    [123, 6210],
    [124, 6220],
  ] as const) {
    test(`${value} is refused with ${code}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.captured(49_900)
      assertCode(await merchant.refund(reference, value), 400, code)
      assert.equal((await merchant.refund(reference, value + 2)).status, 200)
    })
  }
})

test('a capture of any of them is nothing special', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  for (const value of [123, 124, 151, 197, 201]) {
    assert.equal((await merchant.capture(reference, value)).status, 200)
  }
})
