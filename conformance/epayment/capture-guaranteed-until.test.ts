/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/reserve-and-capture/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY_MS } from '@kvitt/values'
import { accepted } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'

const CARDS = [
  [NORWAY, 'visa', '492500', 7],
  [NORWAY, 'mastercard', '540185', 30],
  [NORWAY, 'bankaxept', '957800', 7],
  [DENMARK, 'visa', '492500', 7],
  // Never later than the market's own deadline.
  [DENMARK, 'mastercard', '540185', 14],
] as const

describe('a capture is guaranteed by', () => {
  for (const [msn, card, bin, days] of CARDS) {
    test(`${card} for ${days} days at sales unit ${msn}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant(msn)
      const reference = await merchant.created()
      await environment.approve(reference, { card }, msn)
      const payment = accepted('getPayment', await merchant.get(reference))
      assert.equal(payment.paymentMethod.cardBin, bin)
      const log = accepted('getPaymentEvents', await merchant.events(reference))
      const authorizedAt = Date.parse(log[1]?.timestamp ?? '')
      assert.equal(Date.parse(payment.captureGuaranteedUntil ?? '') - authorizedAt, days * DAY_MS)
    })
  }
})

test('a capture after the guarantee succeeds as long as the deadline has not passed', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  await environment.advance('8d')
  accepted('capturePayment', await merchant.capture(reference, 49_900))
})

test('there is no guarantee before the approval', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { body } = await merchant.get(await merchant.created())
  assert.equal('captureGuaranteedUntil' in Object(body), false)
})
