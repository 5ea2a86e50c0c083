/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/capture/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, assertInvalid } from '../support/answer.ts'
import { DENMARK } from '../support/demo-keys.ts'
import { withGrants } from '../support/directories.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

test('the answer has the payment’s own amount and the sums as they are now', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const answer = await merchant.capture(reference, 300)
  const { pspReference: _, ...captured } = accepted('capturePayment', answer)
  const nok = (value: number): object => ({ currency: 'NOK', value })
  assert.deepEqual(captured, {
    amount: nok(49_900),
    state: 'AUTHORIZED',
    aggregate: {
      authorizedAmount: nok(49_900),
      cancelledAmount: nok(0),
      capturedAmount: nok(300),
      refundedAmount: nok(0),
    },
    reference,
  })
  assert.deepEqual(Object.keys(Object(answer.body)), [
    'amount',
    'state',
    'aggregate',
    'pspReference',
    'reference',
  ])
})

test('a payment is captured in parts until nothing is left', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized({ value: 1_000 })
  for (const [value, sum] of [
    [1, 1],
    [499, 500],
    [500, 1_000],
  ] as const) {
    const { aggregate } = accepted('capturePayment', await merchant.capture(reference, value))
    assert.equal(aggregate.capturedAmount.value, sum)
  }
  assertCode(await merchant.capture(reference, 1), 400, 6170)
})

test('a refund gives no room to capture', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.captured(49_900)
  accepted('refundPayment', await merchant.refund(reference, 49_900))
  assertCode(await merchant.capture(reference, 1), 400, 6170)
})

describe('4040: a capture is of a whole, positive amount in the payment’s currency, not', () => {
  for (const amount of [
    { currency: 'NOK', value: 0 },
    { currency: 'NOK', value: -1 },
    { currency: 'NOK', value: 1.5 },
    { currency: 'DKK', value: 100 },
  ]) {
    test(JSON.stringify(amount), async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.authorized()
      const body = { modificationAmount: amount }
      const answer = await merchant.capture(reference, 0, { body })
      assert.equal(assertCode(answer, 400, 4040).title, 'Invalid amount')
    })
  }
})

describe('the body must say how much:', () => {
  const bodies = [
    [{}, 'modificationAmount', 'The ModificationAmount field is required.'],
    [[], 'modificationAmount', 'The ModificationAmount field is required.'],
    [
      { modificationAmount: { currency: 'NOK' } },
      'modificationAmount.value',
      'The ModificationAmount.value field is required.',
    ],
  ] as const
  for (const [body, name, reason] of bodies) {
    test(JSON.stringify(body), async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = await merchant.authorized()
      assertInvalid(await merchant.capture(reference, 0, { body }), { [name]: reason })
    })
  }
})

test('a modificationReference, as Magento sends it, is overlooked', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const modificationAmount = { currency: 'NOK', value: 1_998.999_999_999_999_8 }
  const body = { modificationAmount, modificationReference: '1' }
  const answer = await merchant.capture(reference, 0, { body })
  assert.equal(accepted('capturePayment', answer).aggregate.capturedAmount.value, 1_999)
})

test('6140: a sales unit may have to capture in full', { skip: INSIDE_ONLY }, async () => {
  const directory = withGrants(DENMARK, { partialCapture: false })
  await using environment = await openInside({ directory })
  const merchant = await environment.merchant(DENMARK)
  const reference = await merchant.authorized()
  const { title } = assertCode(await merchant.capture(reference, 49_899), 400, 6140)
  assert.equal(title, 'Must capture full amount')
  accepted('capturePayment', await merchant.capture(reference, 49_900))
})

test('two captures that come together never take more than is reserved', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized({ value: 1_000 })
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => merchant.capture(reference, 300)),
  )
  assert.equal(answers.filter(({ status }) => status === 200).length, 3)
  const { aggregate } = accepted('getPayment', await merchant.get(reference))
  assert.equal(aggregate.capturedAmount.value, 900)
})
