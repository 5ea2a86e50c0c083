/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/features/minimum-user-age/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, refused } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { openPage } from '../support/payment-page.ts'

/** Born in March 1994 and in June 2014; the environment's clock begins in September 2026. */
const OLA = '4747753942'
const NORA = '4740000014'
const PUSH = { userFlow: 'PUSH_MESSAGE' }

describe('7010: a push message goes to nobody who', () => {
  for (const [what, phoneNumber, minimumUserAge] of [
    ['is below the merchant’s minimum', OLA, 100],
    ['is below 15, whatever the minimum', NORA, undefined],
    ['is below 15, though the minimum is lower', NORA, 0],
  ] as const) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.create({ ...PUSH, customer: { phoneNumber }, minimumUserAge })
      assert.equal(assertCode(answer, 400, 7010).title, 'Customer not found')
    })
  }
})

test('a push message goes to whoever is old enough', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const minimumUserAge of [0, 18, null, undefined]) {
    const customer = { phoneNumber: OLA }
    accepted('createPayment', await merchant.create({ ...PUSH, customer, minimumUserAge }))
  }
})

test('elsewhere the payment is created, and waits when somebody too young tries', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created({ minimumUserAge: 100 })
  const answer = await environment.approve(reference, { phoneNumber: OLA })
  assert.match(refused(answer, 409).detail ?? '', /may not make this payment: too young/)
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
})

test('the page says no more than that it cannot be done with this number', async () => {
  await using environment = await openEnvironment()
  const page = await openPage(environment, await environment.merchant())
  const { status, text } = await page.submit({ action: 'approve', phoneNumber: NORA })
  assert.equal(status, 422)
  assert.match(text, /The payment cannot be made with this phone number\./)
  assert.doesNotMatch(text, /young|age\b/)
})

test('force approve knows nobody who is too young', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created({ minimumUserAge: 100 })
  const customer = { phoneNumber: OLA }
  assertCode(await merchant.forceApprove(reference, { customer }), 400, 7010)
})
