/**
 * Danish and Finnish sales units capture within 14 days, or within 180 when they are granted late
 * capture. What counts is what was granted when the customer approved.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/reserve-and-capture/
 */
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { DENMARK, FINLAND } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { changeSalesUnit } from '../support/sales-units.ts'

const LATE = { grants: { lateCapture: true } }

for (const [market, msn] of [
  ['Denmark', DENMARK],
  ['Finland', FINLAND],
] as const) {
  describe(`in ${market}`, () => {
    test('a sales unit without the grant is too late after 14 days', async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant(msn)
      const reference = await merchant.authorized()
      await environment.advance('14d')
      assertCode(await merchant.capture(reference, 49_900), 400, 6100)
    })

    test('a sales unit with the grant is too late after 180 days', async () => {
      await using environment = await openEnvironment()
      await changeSalesUnit(environment, msn, LATE)
      const merchant = await environment.merchant(msn)
      const reference = await merchant.authorized()
      await environment.advance('179d')
      accepted('capturePayment', await merchant.capture(reference, 100))
      await environment.advance('1d')
      assertCode(await merchant.capture(reference, 100), 400, 6100)
    })
  })
}

test('a grant that comes after the approval does not help', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant(DENMARK)
  const reference = await merchant.authorized()
  await changeSalesUnit(environment, DENMARK, LATE)
  await environment.advance('14d')
  assertCode(await merchant.capture(reference, 49_900), 400, 6100)
})
