/**
 * A deactivated sales unit takes no payments and makes no refunds. What customers have reserved
 * already can still be captured or released, and everything can be read.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

test('5070: no payment can be created, until it is activated again', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await changeSalesUnit(environment, NORWAY, { deactivated: true })
  const { detail, title } = assertCode(await merchant.create(), 400, 5070)
  assert.equal(title, 'Payment cannot be created')
  assert.match(detail ?? '', /123456 is deactivated/)
  await changeSalesUnit(environment, NORWAY, { deactivated: false })
  accepted('createPayment', await merchant.create())
})

test('5100: nothing can be refunded, until it is activated again', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(1_000)
  await changeSalesUnit(environment, NORWAY, { deactivated: true })
  assert.equal(
    assertCode(await merchant.refund(reference, 100), 400, 5100).title,
    'Refund not possible',
  )
  await changeSalesUnit(environment, NORWAY, { deactivated: false })
  accepted('refundPayment', await merchant.refund(reference, 100))
})

test('what is reserved can be captured and released, and everything can be read', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized({ value: 1_000 })
  await changeSalesUnit(environment, NORWAY, { deactivated: true })
  accepted('capturePayment', await merchant.capture(reference, 400))
  accepted('cancelPayment', await merchant.cancel(reference))
  accepted('getPayment', await merchant.get(reference))
  accepted('listWebhooks', await merchant.listWebhooks())
})

test('its keys still buy tokens, and others that share them are not concerned', async () => {
  await using environment = await openEnvironment()
  await changeSalesUnit(environment, NORWAY, { deactivated: true })
  await environment.merchant()
  accepted('createPayment', await (await environment.merchant(DENMARK)).create())
})
