/**
 * An answer that says "try again", or that never reached the payment, does not stick to its key.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode, assertGateway, assertInvalid, refused } from '../support/answer.ts'
import { startAuthentication } from '../support/authentication.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'
import { newReference, paymentRequest } from '../support/payment-request.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

const KEY = { key: 'key-1' }

test('404: the payment may be there next time', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  assertCode(await merchant.cancel(reference, undefined, KEY), 404, 5090)
  await merchant.created({ reference })
  accepted('cancelPayment', await merchant.cancel(reference, undefined, KEY))
})

test('6250: the customer will have finished next time', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  await startAuthentication(environment, reference)
  assertCode(await merchant.cancel(reference, undefined, KEY), 400, 6250)
  await environment.reject(reference)
  accepted('cancelPayment', await merchant.cancel(reference, undefined, KEY))
})

test('a request that fails validation may be corrected under its key', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { reference: _, ...incomplete } = paymentRequest()
  const answer = await merchant.call('POST', '/epayment/v1/payments', { ...KEY, body: incomplete })
  assertInvalid(answer, { reference: 'The Reference field is required.' })
  accepted('createPayment', await merchant.create({}, KEY))
})

test('a sales unit may have no refusal stick, for clients that correct under the same key', async () => {
  await using environment = await openEnvironment()
  await changeSalesUnit(environment, NORWAY, { onlySuccessesKept: true })
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  assertCode(await merchant.capture(reference, 50_000, KEY), 400, 6090)
  accepted('capturePayment', await merchant.capture(reference, 1_000, KEY))
  assertCode(await merchant.capture(reference, 2_000, KEY), 409, 4010)
  const { aggregate } = accepted('capturePayment', await merchant.capture(reference, 1_000, KEY))
  assert.equal(aggregate.capturedAmount.value, 1_000)
})

test('a refusal that stuck before that sticks', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  assertCode(await merchant.capture(reference, 50_000, KEY), 400, 6090)
  await changeSalesUnit(environment, NORWAY, { onlySuccessesKept: true })
  assertCode(await merchant.capture(reference, 1_000, KEY), 409, 4010)
})

test('what the gateway refuses has used no key', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const withoutToken = { ...KEY, headers: { Authorization: '' } }
  assertGateway(
    await merchant.create({}, withoutToken),
    401,
    'Something went wrong, please try again later',
  )
  const foreign = { ...KEY, headers: { 'Merchant-Serial-Number': '999999' } }
  refused(await merchant.create({}, foreign), 403)
  accepted('createPayment', await merchant.create({}, KEY))
})
