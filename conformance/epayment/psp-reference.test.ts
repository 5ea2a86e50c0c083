/**
 * The API answers with the reference of the CREATED event, constant for the payment; the event log
 * gives each event its own.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/get_event_log/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('every answer has that of the CREATED event', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const captured = accepted('capturePayment', await merchant.capture(reference, 300))
  const refunded = accepted('refundPayment', await merchant.refund(reference, 100))
  const cancelled = accepted('cancelPayment', await merchant.cancel(reference))
  const payment = accepted('getPayment', await merchant.get(reference))
  const [created] = accepted('getPaymentEvents', await merchant.events(reference))
  for (const answer of [captured, refunded, cancelled, payment]) {
    assert.equal(answer.pspReference, created?.pspReference)
  }
})

test('no two events share one, over all payments', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const references = [await merchant.captured(300), await merchant.captured(300)]
  const logs = await Promise.all(references.map((reference) => merchant.events(reference)))
  const events = logs.flatMap((log) => accepted('getPaymentEvents', log))
  assert.equal(events.length, 6)
  assert.equal(new Set(events.map(({ pspReference }) => pspReference)).size, 6)
})

test('it does not change from one reading to the next', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  const first = await merchant.events(reference)
  await environment.advance('1d')
  assert.equal((await merchant.events(reference)).text, first.text)
})
