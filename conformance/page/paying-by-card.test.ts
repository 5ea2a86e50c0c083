/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/card-payments/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, type Answer } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { openPage } from '../support/payment-page.ts'

const CARD = { paymentMethod: { type: 'CARD' } }

function assertStep({ status, text }: Answer): void {
  assert.equal(status, 200)
  assert.match(text, /<h2>3-D Secure<\/h2>/)
  assert.match(text, /<button name="action" value="approve">/)
  assert.match(text, /<button name="action" value="fail-authentication"/)
}

test('the form asks for a card and for no phone number, and works without script', async () => {
  await using environment = await openEnvironment()
  const page = await openPage(environment, await environment.merchant(), CARD)
  const { text } = await page.show()
  assert.match(text, /<select id="card" name="card">[\s\S]*<option value="visa">/)
  assert.doesNotMatch(text, /phoneNumber|bankaxept|<script/)
})

test('the customer chooses a card, passes 3-D Secure and goes back to the merchant', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const page = await openPage(environment, merchant, CARD)
  const step = await page.submit({ action: 'approve', card: 'mastercard' })
  assertStep(step)
  assert.match(step.text, /<input type="hidden" name="card" value="mastercard" \/>/)
  assertCode(await merchant.cancel(page.reference), 400, 6250)
  const { status, headers } = await page.submit({ action: 'approve', card: 'mastercard' })
  assert.equal(status, 303)
  assert.equal(headers.get('location'), 'https://shop.example/orders/1?from=payment')
  const payment = accepted('getPayment', await merchant.get(page.reference))
  assert.deepEqual(
    [payment.state, payment.paymentMethod],
    ['AUTHORIZED', { type: 'CARD', cardBin: '540185' }],
  )
})

test('who opens the page once more finds the step', async () => {
  await using environment = await openEnvironment()
  const page = await openPage(environment, await environment.merchant(), CARD)
  await page.submit({ action: 'approve', card: 'visa' })
  assertStep(await page.show())
})

describe('after a failed step', () => {
  test('the customer may try again', async () => {
    await using environment = await openEnvironment()
    const page = await openPage(environment, await environment.merchant(), CARD)
    await page.submit({ action: 'approve', card: 'visa' })
    const { status, text } = await page.submit({ action: 'fail-authentication', card: 'visa' })
    assert.equal(status, 422)
    assert.match(text, /3-D Secure authentication failed\. Try again, or choose another card\./)
    assert.match(text, /<select id="card"/)
    assertStep(await page.submit({ action: 'approve', card: 'visa' }))
    assert.equal((await page.submit({ action: 'approve', card: 'visa' })).status, 303)
  })

  test('the customer may cancel', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const page = await openPage(environment, merchant, CARD)
    await page.submit({ action: 'approve', card: 'visa' })
    await page.submit({ action: 'fail-authentication', card: 'visa' })
    assert.equal((await page.submit({ action: 'reject' })).status, 303)
    assert.equal(accepted('getPayment', await merchant.get(page.reference)).state, 'ABORTED')
  })
})

test('a card that is refused ends the payment, says why and leads back', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const page = await openPage(environment, merchant, CARD)
  await page.submit({ action: 'approve', card: 'expired' })
  const { text } = await page.submit({ action: 'approve', card: 'expired' })
  assert.match(text, /The card was declined\. The card has expired\./)
  assert.match(text, /Back to the merchant/)
  assert.doesNotMatch(text, /<form/)
  assert.equal(accepted('getPayment', await merchant.get(page.reference)).state, 'ABORTED')
})

describe('in the app as well, an amount can', () => {
  test('ask for the step: 202', async () => {
    await using environment = await openEnvironment()
    const page = await openPage(environment, await environment.merchant(), { value: 202 })
    const fields = { action: 'approve', phoneNumber: '4796844569', card: 'visa' }
    const step = await page.submit(fields)
    assertStep(step)
    assert.match(step.text, /name="phoneNumber" value="4796844569"/)
    assert.equal((await page.submit(fields)).status, 303)
  })

  test('be declined, with the reason: 151', async () => {
    await using environment = await openEnvironment()
    const page = await openPage(environment, await environment.merchant(), { value: 151 })
    const { status, text } = await page.submit({ action: 'approve', phoneNumber: '4712345678' })
    assert.equal(status, 422)
    assert.match(text, /The card was declined\. There is not enough money on the card\. Try again/)
  })

  test('leave the result unknown: 201', async () => {
    await using environment = await openEnvironment()
    const page = await openPage(environment, await environment.merchant(), { value: 201 })
    const { status, text } = await page.submit({ action: 'approve', phoneNumber: '4712345678' })
    assert.equal(status, 200)
    assert.match(text, /The result of the payment is unknown/)
    assert.doesNotMatch((await page.show()).text, /<form/)
  })
})
