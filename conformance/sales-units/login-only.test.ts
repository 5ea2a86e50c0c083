/**
 * A sales unit whose only product is Login takes no payments, whatever it asks for.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, refused } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'
import { typeOf } from '../support/webhooks.ts'

test('403: the ePayment API is closed to it, until it has the product again', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  await changeSalesUnit(environment, NORWAY, { loginOnly: true })
  for (const answer of [
    await merchant.create(),
    await merchant.get(reference),
    await merchant.events(reference),
    await merchant.capture(reference, 1_000, { key: 'key-1' }),
    await merchant.cancel(reference),
    await merchant.forceApprove(reference),
  ]) {
    const { detail, extraDetails, title } = refused(answer, 403)
    assert.deepEqual([title, extraDetails], ['Forbidden', undefined])
    assert.match(detail ?? '', /^Merchant Not Allowed for Ecommerce Payment/)
  }
  await changeSalesUnit(environment, NORWAY, { loginOnly: false })
  accepted('capturePayment', await merchant.capture(reference, 2_000, { key: 'key-1' }))
})

test('other APIs are open to it', async () => {
  await using environment = await openEnvironment()
  await changeSalesUnit(environment, NORWAY, { loginOnly: true })
  const merchant = await environment.merchant()
  accepted('listWebhooks', await merchant.listWebhooks())
  const url = `${environment.webhooks.origin}/hook`
  accepted('registerWebhook', await merchant.register(url, [typeOf('created')]))
})
