/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/reserve-and-capture/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DAY_MS } from '@kvitt/values'
import { accepted, assertCode } from '../support/answer.ts'
import { DENMARK, FINLAND, NORWAY } from '../support/demo-keys.ts'
import { withGrants } from '../support/directories.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const DAYS = [
  [NORWAY, 180],
  [DENMARK, 14],
  [FINLAND, 14],
] as const

for (const [msn, days] of DAYS) {
  describe(`at sales unit ${msn} a reservation lasts ${days} days:`, () => {
    test('it is captured in the last second', async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant(msn)
      const reference = await merchant.authorized()
      await environment.advance(`${days - 1}d23h59m59s`)
      accepted('capturePayment', await merchant.capture(reference, 49_900))
    })

    test('what is left is cancelled by itself at the end', async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant(msn)
      const reference = await merchant.captured(300)
      await environment.advance(`${days}d`)
      const { state, aggregate } = accepted('getPayment', await merchant.get(reference))
      assert.equal(state, 'AUTHORIZED')
      assert.equal(aggregate.cancelledAmount.value, 49_600)
      const log = accepted('getPaymentEvents', await merchant.events(reference))
      const [authorized, cancelled] = [log[1], log.at(-1)]
      assert.equal(cancelled?.name, 'CANCELLED')
      assert.equal(cancelled?.amount.value, 49_600)
      assert.equal(cancelled?.idempotencyKey, undefined)
      assert.equal(
        Date.parse(cancelled?.timestamp ?? '') - Date.parse(authorized?.timestamp ?? ''),
        days * DAY_MS,
      )
    })

    test('6100 and 6030: nothing of it can be captured or cancelled after', async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant(msn)
      for (const reference of [await merchant.authorized(), await merchant.captured(300)]) {
        await environment.advance(`${days}d`)
        const { title } = assertCode(await merchant.capture(reference, 100), 400, 6100)
        assert.equal(title, 'Capture period expired')
        const cancelled = assertCode(await merchant.cancel(reference), 400, 6030)
        assert.equal(cancelled.title, 'Cancel period expired')
      }
    })
  })
}

test('a payment that is captured in full stays as it is', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(49_900)
  const before = await merchant.get(reference)
  await environment.advance('200d')
  assert.equal((await merchant.get(reference)).text, before.text)
  assertCode(await merchant.capture(reference, 1), 400, 6170)
  assertCode(await merchant.cancel(reference), 400, 6040)
})

test('what was cancelled before counts as released by the deadline after it', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  accepted('cancelPayment', await merchant.cancel(reference))
  assertCode(await merchant.capture(reference, 1), 400, 6070)
  await environment.advance('180d')
  assertCode(await merchant.capture(reference, 1), 400, 6100)
  assertCode(await merchant.cancel(reference), 400, 6030)
})

test('a Danish unit with late capture has 180 days', { skip: INSIDE_ONLY }, async () => {
  const directory = withGrants(DENMARK, { lateCapture: true })
  await using environment = await openInside({ directory })
  const merchant = await environment.merchant(DENMARK)
  const reference = await merchant.authorized()
  await environment.advance('179d')
  accepted('capturePayment', await merchant.capture(reference, 300))
  await environment.advance('1d')
  assertCode(await merchant.capture(reference, 300), 400, 6100)
})
