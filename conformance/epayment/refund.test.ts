/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/refund/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('the answer has the payment’s own amount and the sums as they are now', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  const answer = await merchant.refund(reference, 100)
  const { pspReference: _, ...refunded } = accepted('refundPayment', answer)
  const nok = (value: number): object => ({ currency: 'NOK', value })
  assert.deepEqual(refunded, {
    amount: nok(49_900),
    state: 'AUTHORIZED',
    aggregate: {
      authorizedAmount: nok(49_900),
      cancelledAmount: nok(0),
      capturedAmount: nok(300),
      refundedAmount: nok(100),
    },
    reference,
  })
})

test('what is captured is refunded in parts until nothing is left', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  for (const [value, sum] of [
    [1, 1],
    [99, 100],
    [200, 300],
  ] as const) {
    const { aggregate } = accepted('refundPayment', await merchant.refund(reference, value))
    assert.equal(aggregate.refundedAmount.value, sum)
  }
  assert.equal(
    assertCode(await merchant.refund(reference, 1), 400, 6180).title,
    'Payment already refunded',
  )
})

test('what is captured later can be refunded too', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(300)
  accepted('refundPayment', await merchant.refund(reference, 300))
  accepted('capturePayment', await merchant.capture(reference, 200))
  const { aggregate } = accepted('refundPayment', await merchant.refund(reference, 200))
  assert.equal(aggregate.refundedAmount.value, 500)
})

describe('4040: a refund is of a whole, positive amount in the payment’s currency, not', () => {
  for (const amount of [
    { currency: 'NOK', value: 0 },
    { currency: 'NOK', value: -1 },
    { currency: 'NOK', value: 1.5 },
    { currency: 'EUR', value: 100 },
  ]) {
    test(JSON.stringify(amount), async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.captured(300)
      const answer = await merchant.refund(reference, 0, { body: { modificationAmount: amount } })
      assertCode(answer, 400, 4040)
    })
  }
})

test('two refunds that come together never give back more than was captured', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(1_000)
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => merchant.refund(reference, 300)),
  )
  assert.equal(answers.filter(({ status }) => status === 200).length, 3)
  const { aggregate } = accepted('getPayment', await merchant.get(reference))
  assert.equal(aggregate.refundedAmount.value, 900)
})
