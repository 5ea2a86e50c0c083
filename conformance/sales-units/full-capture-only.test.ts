/**
 * Danish and Finnish sales units capture in parts only when they are granted it; Norwegian ones
 * always can.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import { test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { DENMARK, FINLAND, NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

const FULL_ONLY = { grants: { partialCapture: false } }

for (const [market, msn] of [
  ['Denmark', DENMARK],
  ['Finland', FINLAND],
] as const) {
  test(`6140: in ${market} everything is captured at once, or nothing`, async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant(msn)
    const inParts = await merchant.authorized()
    accepted('capturePayment', await merchant.capture(inParts, 100))
    await changeSalesUnit(environment, msn, FULL_ONLY)
    const reference = await merchant.authorized()
    assertCode(await merchant.capture(reference, 49_899), 400, 6140)
    accepted('capturePayment', await merchant.capture(reference, 49_900))
  })
}

test('in Norway a part can be captured without the grant', async () => {
  await using environment = await openEnvironment()
  await changeSalesUnit(environment, NORWAY, FULL_ONLY)
  const merchant = await environment.merchant()
  accepted('capturePayment', await merchant.capture(await merchant.authorized(), 100))
})
