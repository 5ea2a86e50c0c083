/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, type Answer } from '../support/answer.ts'
import type { Merchant } from '../support/merchant.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { newReference, paymentRequest } from '../support/payment-request.ts'

/** Each operation that moves something: how to prepare for it, and how to ask for it. */
const OPERATIONS: Record<
  string,
  {
    readonly given: (merchant: Merchant, reference: string) => Promise<unknown>
    readonly ask: (merchant: Merchant, reference: string, key: string) => Promise<Answer>
    readonly eventsAfter: number
  }
> = {
  create: {
    given: () => Promise.resolve(),
    ask: (merchant, reference, key) => merchant.create({ reference }, { key }),
    eventsAfter: 1,
  },
  capture: {
    given: (merchant, reference) => merchant.authorized({ reference }),
    ask: (merchant, reference, key) => merchant.capture(reference, 100, { key }),
    eventsAfter: 3,
  },
  refund: {
    given: (merchant, reference) => merchant.captured(300, { reference }),
    ask: (merchant, reference, key) => merchant.refund(reference, 100, { key }),
    eventsAfter: 4,
  },
  cancel: {
    given: (merchant, reference) => merchant.captured(300, { reference }),
    ask: (merchant, reference, key) => merchant.cancel(reference, undefined, { key }),
    eventsAfter: 4,
  },
}

for (const [name, { given, ask, eventsAfter }] of Object.entries(OPERATIONS)) {
  describe(`the same ${name} with the same key`, () => {
    test('is answered as the first time, and nothing further happens', async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = newReference()
      await given(merchant, reference)
      const first = await ask(merchant, reference, 'key-1')
      assert.ok(first.status < 300, first.text)
      const second = await ask(merchant, reference, 'key-1')
      assert.deepEqual([second.status, second.text], [first.status, first.text])
      const events = accepted('getPaymentEvents', await merchant.events(reference))
      assert.equal(events.length, eventsAfter)
    })

    test('is done once when both arrive together', async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = newReference()
      await given(merchant, reference)
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => ask(merchant, reference, 'key-1')),
      )
      assert.equal(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size, 1)
      const events = accepted('getPaymentEvents', await merchant.events(reference))
      assert.equal(events.length, eventsAfter)
    })

    test('is answered as the first time although the payment has changed since', async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const reference = newReference()
      await given(merchant, reference)
      const first = await ask(merchant, reference, 'key-1')
      await environment.advance('400d')
      const second = await ask(merchant, reference, 'key-1')
      assert.deepEqual([second.status, second.text], [first.status, first.text])
    })
  })
}

test('a refusal sticks to its key, trace and all', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  const first = await merchant.capture(reference, 100, { key: 'key-1' })
  assertCode(first, 400, 6080)
  await environment.approve(reference)
  const second = await merchant.capture(reference, 100, { key: 'key-1' })
  assert.deepEqual([second.status, second.text], [first.status, first.text])
  accepted('capturePayment', await merchant.capture(reference, 100, { key: 'key-2' }))
})

test('a refused creation sticks to its key', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const body = paymentRequest({ value: 99 })
  const options = { key: 'key-1', body }
  const first = await merchant.call('POST', '/epayment/v1/payments', options)
  assertCode(first, 400, 6010)
  const second = await merchant.call('POST', '/epayment/v1/payments', options)
  assert.deepEqual([second.status, second.text], [first.status, first.text])
})

test('the order of members and white space do not make another body', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const path = `/epayment/v1/payments/${reference}/capture`
  const texts = [
    '{"modificationAmount":{"currency":"NOK","value":100}}',
    '{ "modificationAmount": { "value": 100,\n "currency": "NOK" } }',
    '{"modificationAmount":{"value":100.0,"currency":"NOK"},"unknown":true}',
  ]
  for (const text of texts) {
    const answer = await merchant.call('POST', path, { key: 'key-1', text })
    const { aggregate } = accepted('capturePayment', answer)
    assert.equal(aggregate.capturedAmount.value, 100)
  }
})

test('the same path in another spelling is the same operation', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.authorized()
  const body = { modificationAmount: { currency: 'NOK', value: 100 } }
  for (const path of [
    `/epayment/v1/payments/${reference}/capture`,
    `/ePayment/v1/payments/${reference}/Capture`,
    `/epayment/v1/payments/${reference}/capture/`,
    `/epayment/v1/payments/${reference.replace('a', '%61')}/capture`,
  ]) {
    const answer = await merchant.call('POST', path, { key: 'key-1', body })
    assert.equal(accepted('capturePayment', answer).aggregate.capturedAmount.value, 100, path)
  }
})
