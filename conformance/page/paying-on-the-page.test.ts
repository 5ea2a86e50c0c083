/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/landing-page/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { openPage } from '../support/payment-page.ts'

const APPROVE = { action: 'approve', phoneNumber: '4712345678', card: '' }

describe('approving sends the customer back, the address unchanged:', () => {
  for (const returnUrl of [
    'https://shop.example/orders/1?from=payment#top',
    'https://shop.example',
    'http://127.0.0.1:4000/done',
    'myapp://done?order=1',
    'com.acme.shop:/done',
  ]) {
    test(returnUrl, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const page = await openPage(environment, merchant, { returnUrl })
      const { status, headers, text } = await page.submit(APPROVE)
      assert.deepEqual([status, headers.get('location'), text], [303, returnUrl, ''])
      const { state } = accepted('getPayment', await merchant.get(page.reference))
      assert.equal(state, 'AUTHORIZED')
    })
  }

  test('one that is not ASCII arrives in the form that headers can carry', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const returnUrl = 'https://shop.example/zażółć/🧦?a=%20b'
    const page = await openPage(environment, merchant, { returnUrl })
    const { status, headers } = await page.submit(APPROVE)
    assert.equal(status, 303)
    assert.equal(
      headers.get('location'),
      'https://shop.example/za%C5%BC%C3%B3%C5%82%C4%87/%F0%9F%A7%A6?a=%20b',
    )
  })

  test('one without a scheme becomes https, lest a browser take it for a path', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const page = await openPage(environment, merchant, { returnUrl: 'example.com/test' })
    const { headers } = await page.submit(APPROVE)
    assert.equal(headers.get('location'), 'https://example.com/test')
  })
})

test('rejecting aborts the payment and sends the customer back the same way', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const page = await openPage(environment, merchant)
  const { status, headers } = await page.submit({ action: 'reject', phoneNumber: '' })
  assert.equal(status, 303)
  assert.equal(headers.get('location'), 'https://shop.example/orders/1?from=payment')
  assert.equal(accepted('getPayment', await merchant.get(page.reference)).state, 'ABORTED')
})

test('where there is nowhere to go back to, the page says what has become of the payment', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const native = { userFlow: 'NATIVE_REDIRECT', returnUrl: undefined }
  const approved = await openPage(environment, merchant, native)
  const answer = await approved.submit(APPROVE)
  assert.equal(answer.status, 200)
  assert.match(answer.text, /This payment is approved\./)
  const rejected = await openPage(environment, merchant, native)
  assert.match((await rejected.submit({ action: 'reject' })).text, /This payment was rejected\./)
})

describe('the phone number may be typed as', () => {
  for (const phoneNumber of ['4712345678', '+47 12 34 56 78', '004712345678', '123 45 678']) {
    test(phoneNumber, async () => {
      await using environment = await openEnvironment()
      const page = await openPage(environment, await environment.merchant())
      assert.equal((await page.submit({ ...APPROVE, phoneNumber })).status, 303)
    })
  }
})

describe('the page comes back with what was typed and a word about it when', () => {
  for (const [what, fields, message] of [
    ['the number is nobody’s', { phoneNumber: '4799999999' }, /Nobody .* has that phone number/],
    ['the number is no number', { phoneNumber: 'Ada' }, /Nobody .* has that phone number/],
    ['the number is missing', { phoneNumber: '' }, /Nobody .* has that phone number/],
    ['the card is not theirs', { card: 'amex' }, /does not have this card/],
    [
      'the card is declined',
      { card: 'expired' },
      /The card was declined\. The card has expired\. Try again, or choose another card\./,
    ],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const page = await openPage(environment, merchant)
      const sent = { ...APPROVE, ...fields }
      const { status, text } = await page.submit(sent)
      assert.equal(status, 422)
      assert.match(text, /<p class="problem" role="alert">/)
      assert.match(text, message)
      assert.ok(text.includes(`value="${sent.phoneNumber}"`))
      const { state } = accepted('getPayment', await merchant.get(page.reference))
      assert.equal(state, 'CREATED')
      assert.equal((await page.submit({ ...APPROVE, card: 'visa' })).status, 303)
    })
  }
})

test('the card that is chosen is the one that is charged', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const page = await openPage(environment, merchant)
  await page.submit({ ...APPROVE, card: 'bankaxept' })
  const { paymentMethod } = accepted('getPayment', await merchant.get(page.reference))
  assert.equal(paymentMethod.cardBin, '957800')
})

describe('a payment that has ended has no form, but says so and leads back:', () => {
  for (const [end, words] of [
    ['approved', 'This payment is approved.'],
    ['rejected', 'This payment was rejected.'],
    ['terminated', 'The merchant has cancelled this payment.'],
    ['expired', 'This payment has expired: nobody approved it in time.'],
  ] as const) {
    test(end, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const page = await openPage(environment, merchant)
      if (end === 'approved') await page.submit(APPROVE)
      if (end === 'rejected') await page.submit({ action: 'reject' })
      if (end === 'terminated') await merchant.cancel(page.reference)
      if (end === 'expired') await environment.advance('10m')
      const { status, text } = await page.show()
      assert.equal(status, 200)
      assert.ok(text.includes(words))
      assert.doesNotMatch(text, /<form/)
      assert.ok(text.includes('href="https://shop.example/orders/1?from=payment"'))
    })
  }

  test('and a form that was left open until then is answered the same', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const page = await openPage(environment, merchant)
    await merchant.cancel(page.reference)
    for (const fields of [APPROVE, { action: 'reject' }]) {
      const { status, text } = await page.submit(fields)
      assert.equal(status, 200)
      assert.match(text, /The merchant has cancelled this payment\./)
    }
  })
})
