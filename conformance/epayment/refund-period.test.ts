/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/refund/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

test('a refund is possible within 365 days of the reservation', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  await environment.advance('364d23h59m59s')
  accepted('refundPayment', await merchant.refund(reference, 100))
})

test('6220: and no longer, however late the capture was', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  await environment.advance('179d')
  accepted('capturePayment', await merchant.capture(reference, 300))
  await environment.advance('186d')
  const { title } = assertCode(await merchant.refund(reference, 100), 400, 6220)
  assert.equal(title, 'Refund period expired')
})

test('a sales unit may have the 365 days count from its latest capture', async () => {
  await using environment = await openEnvironment()
  await changeSalesUnit(environment, NORWAY, { refundsFromCapture: true })
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  await environment.advance('100d')
  accepted('capturePayment', await merchant.capture(reference, 200))
  await environment.advance('79d')
  accepted('capturePayment', await merchant.capture(reference, 100))
  await environment.advance('364d23h59m59s')
  accepted('refundPayment', await merchant.refund(reference, 100))
  await environment.advance('1s')
  assertCode(await merchant.refund(reference, 100), 400, 6220)
})

test('what was captured before that keeps its deadline', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  await changeSalesUnit(environment, NORWAY, { refundsFromCapture: true })
  await environment.advance('365d')
  assertCode(await merchant.refund(reference, 100), 400, 6220)
})

test('6220 comes before what is refunded already', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  accepted('refundPayment', await merchant.refund(reference, 300))
  await environment.advance('365d')
  assertCode(await merchant.refund(reference, 1), 400, 6220)
})

test('6020 comes before it: nothing was ever captured', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  await environment.advance('365d')
  assertCode(await merchant.refund(reference, 1), 400, 6020)
})
