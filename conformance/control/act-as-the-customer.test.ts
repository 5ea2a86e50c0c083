/**
 * The environment's own API plays the customer, whose app the documentation describes.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/payments/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, refused, type Answer } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'

function assertRefused(answer: Answer, status: number, detail: RegExp): void {
  assert.match(refused(answer, status).detail ?? '', detail)
}

describe('approving', () => {
  test('reserves the amount, and the answer is the payment', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    const { status, body } = await environment.approve(reference)
    assert.equal(status, 200)
    const { msn, ...payment } = Object(body)
    assert.equal(msn, NORWAY)
    assert.deepEqual(payment, (await merchant.get(reference)).body)
  })

  test('charges the card that is named', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    await environment.approve(reference, { phoneNumber: '4796844569', card: 'mastercard' })
    const { paymentMethod } = accepted('getPayment', await merchant.get(reference))
    assert.equal(paymentMethod.cardBin, '540185')
  })

  test('may be done by anybody, from another country too', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    assert.equal((await environment.approve(reference, { phoneNumber: '4512345678' })).status, 200)
  })

  test('twice is as once while something is left to capture', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.authorized()
    assert.equal((await environment.approve(reference)).status, 200)
    assert.equal(accepted('getPaymentEvents', await merchant.events(reference)).length, 2)
    await merchant.capture(reference, 49_900)
    assertRefused(await environment.approve(reference), 409, /already authorized/)
  })

  test('comes too late when the payment has ended', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    assertRefused(await environment.approve(await merchant.aborted()), 409, /It is ABORTED\.$/)
    assertRefused(
      await environment.approve(await merchant.terminated()),
      409,
      /It is TERMINATED\.$/,
    )
  })
})

describe('a declined card', () => {
  for (const card of ['expired', 'empty']) {
    test(`that is ${card} leaves the payment waiting for another card`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.created()
      assertRefused(await environment.approve(reference, { card }), 409, /declined.*CREATED\.$/)
      assert.equal(accepted('getPaymentEvents', await merchant.events(reference)).length, 1)
      assert.equal((await environment.approve(reference, { card: 'visa' })).status, 200)
      assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'AUTHORIZED')
    })
  }
})

describe('rejecting', () => {
  test('aborts the payment', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    assert.equal((await environment.reject(reference)).status, 200)
    assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'ABORTED')
  })

  test('comes too late once it is approved', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await environment.reject(await merchant.authorized())
    assertRefused(answer, 409, /already authorized.*AUTHORIZED\.$/)
  })
})

describe('nobody can act on', () => {
  test('a payment that is not there', async () => {
    await using environment = await openEnvironment()
    const detail = /^There is no payment acme-shop-1 for MSN 123456\.$/
    assertRefused(await environment.approve('acme-shop-1'), 404, detail)
    assertRefused(await environment.reject('acme-shop-1'), 404, detail)
  })

  test('a payment of another sales unit', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    assertRefused(await environment.approve(reference, {}, DENMARK), 404, /There is no payment/)
    assertRefused(await environment.approve(reference, {}, 'nobody'), 404, /There is no payment/)
  })

  test('a payment as somebody, or with a card, that is not there: the known ones are listed', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const reference = await merchant.created()
    const asNobody = await environment.approve(reference, { phoneNumber: '4799999999' })
    assertRefused(asNobody, 404, /no test customer.*4799999999.*Known are 4712345678 \(visa, /)
    const withNothing = await environment.approve(reference, { card: 'amex' })
    assertRefused(withNothing, 404, /no card of this name: amex\. Known are/)
  })

  test('a payment by a wish that is not JSON', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const path = `/_kvitt/v1/payments/${NORWAY}/${await merchant.created()}/approve`
    assertRefused(await environment.send('POST', path, { text: '{' }), 400, /^Send /)
  })
})

test('a wish is not needed: an empty body will do', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const path = `/payments/${NORWAY}/${await merchant.created()}/approve`
  assert.equal((await environment.control('POST', path)).status, 200)
})
