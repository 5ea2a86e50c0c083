/**
 * Freestanding card payments: a form for any card, always with 3-D Secure.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/card-payments/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, refused } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { withGrants } from '../support/directories.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const CARD = { paymentMethod: { type: 'CARD' } }

test('the redirectUrl is the card form, and GET tells the method', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { redirectUrl, reference } = accepted('createPayment', await merchant.create(CARD))
  assert.ok(redirectUrl?.startsWith(`${environment.baseUrl.origin}/pay?token=`))
  const payment = accepted('getPayment', await merchant.get(reference))
  assert.deepEqual(payment.paymentMethod, { type: 'CARD' })
})

test('the customer passes 3-D Secure and the payment is reserved, with the card’s BIN', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized(CARD)
  const { state, paymentMethod } = accepted('getPayment', await merchant.get(reference))
  assert.deepEqual([state, paymentMethod], ['AUTHORIZED', { type: 'CARD', cardBin: '492500' }])
  const names = accepted('getPaymentEvents', await merchant.events(reference)).map(
    ({ name }) => name,
  )
  assert.deepEqual(names, ['CREATED', 'AUTHORIZED'])
})

test('6250: the merchant cannot cancel while the customer is authenticated', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created(CARD)
  const key = 'cancel-1'
  const waiting = await environment.approve(reference, { authentication: 'wait' })
  assert.equal(Object(waiting.body).state, 'CREATED')
  assertCode(await merchant.cancel(reference, undefined, { key }), 400, 6250)
  await environment.approve(reference, { authentication: 'fail' })
  assert.equal((await merchant.cancel(reference, undefined, { key })).status, 200)
})

test('a failed step lets the customer try again', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created(CARD)
  const failed = refused(await environment.approve(reference, { authentication: 'fail' }), 409)
  assert.match(failed.detail ?? '', /3-D Secure.*failed.*It is CREATED\.$/)
  assert.equal((await environment.approve(reference)).status, 200)
})

test('a card that is refused ends the payment: ABORTED', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created(CARD)
  const { detail = '' } = refused(await environment.approve(reference, { card: 'empty' }), 409)
  assert.match(detail, /declined.*not enough money.*It is ABORTED\.$/)
  const events = accepted('getPaymentEvents', await merchant.events(reference))
  assert.equal(events.at(-1)?.name, 'ABORTED')
})

test('only Visa and Mastercard are taken', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created(CARD)
  const { detail } = refused(await environment.approve(reference, { card: 'bankaxept' }), 409)
  assert.match(detail ?? '', /does not take this card/)
})

describe('4160: CARD goes with WEB_REDIRECT, and not with', () => {
  for (const userFlow of ['NATIVE_REDIRECT', 'PUSH_MESSAGE', 'QR']) {
    test(userFlow, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const customer = { phoneNumber: '4712345678' }
      const answer = await merchant.create({ ...CARD, userFlow, customer })
      assert.equal(assertCode(answer, 400, 4160).title, 'Invalid payment method type')
    })
  }
})

describe('4160: without a payment service provider there is no passthrough:', () => {
  const cardPassthrough = { pspReference: '1', cardCallbackUrl: 'https://psp.example/cards' }
  for (const [what, changes] of [
    ['the type', { paymentMethod: { type: 'CARD_PASSTHROUGH' } }],
    ['the type and its data', { paymentMethod: { type: 'CARD_PASSTHROUGH' }, cardPassthrough }],
    ['the data with another type', { cardPassthrough }],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      assertCode(await merchant.create(changes), 400, 4160)
    })
  }
})

test('4080: nobody on a card form can consent to share a profile', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.create({ ...CARD, profile: { scope: 'name email' } })
  assert.equal(assertCode(answer, 400, 4080).detail, 'The scope name email is invalid.')
})

test('5050: a card form does not wait for days', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const expiresAt = new Date((await environment.now()) + 86_400_000).toISOString()
  assertCode(await merchant.create({ ...CARD, expiresAt }), 403, 5050)
})

test('10060: a unit that is not approved is told so', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({ directory: withGrants(NORWAY, { card: false }) })
  const merchant = await environment.merchant()
  const { title } = assertCode(await merchant.create(CARD), 400, 10060)
  assert.equal(title, 'Operation not supported')
})
