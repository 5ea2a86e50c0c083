/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted, assertCode, assertInvalid, type Answer } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { newReference, paymentRequest } from '../support/payment-request.ts'

const FIVE = { a: '1', b: '2', c: '3', d: '4', e: '5' }

test('up to five pairs come back as they were given', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const metadata = { ...FIVE, e: 'Bjørn Åge 🧦' }
  const reference = await merchant.created({ metadata })
  assert.deepEqual(accepted('getPayment', await merchant.get(reference)).metadata, metadata)
})

test('a payment without metadata shows none', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { body } = await merchant.get(await merchant.created())
  assert.equal('metadata' in Object(body), false)
})

test('4100: a sixth pair is too much', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const metadata = { ...FIVE, f: '6' }
  const { title } = assertCode(await merchant.create({ metadata }), 400, 4100)
  assert.equal(title, 'Metadata capacity exceeded')
})

test('4120: a key has at most 100 characters', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  accepted('createPayment', await merchant.create({ metadata: { ['k'.repeat(100)]: 'v' } }))
  const metadata = { ['k'.repeat(101)]: 'v' }
  const { title } = assertCode(await merchant.create({ metadata }), 400, 4120)
  assert.equal(title, 'Metadata key length exceeded')
})

test('4130: a value has at most 500 characters', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  accepted('createPayment', await merchant.create({ metadata: { key: 'v'.repeat(500) } }))
  const metadata = { key: 'v'.repeat(501) }
  const { title } = assertCode(await merchant.create({ metadata }), 400, 4130)
  assert.equal(title, 'Metadata value length exceeded')
})

test('a key may be called as anything is, __proto__ too', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const text = '{"constructor":"1","toString":"2","__proto__":"3"}'
  const reference = await merchant.created({ metadata: JSON.parse(text) })
  const { text: answered } = await merchant.get(reference)
  assert.match(answered, /"metadata":\{"constructor":"1","toString":"2"/)
})

const TOO_LARGE_FOR_A_NUMBER = { value: '12345678901234567890', order: '-90071992547409931' }

/** A payment whose metadata has numbers that a floating point number cannot hold. */
function withNumbers(reference: string, value = 49_900): string {
  const text = JSON.stringify(
    paymentRequest({ reference, value, metadata: TOO_LARGE_FOR_A_NUMBER }),
  )
  return text.replaceAll(/"(-?\d{17,20})"/g, '$1')
}

test('a number keeps all of its digits, and only there', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const send = (text: string): Promise<Answer> =>
    merchant.call('POST', '/epayment/v1/payments', { text, key: newReference() })
  accepted('createPayment', await send(withNumbers('acme-shop-1')))
  const { metadata } = accepted('getPayment', await merchant.get('acme-shop-1'))
  assert.deepEqual(metadata, TOO_LARGE_FOR_A_NUMBER)
  assertCode(await send(withNumbers('acme-shop-2', 2 ** 60)), 400, 4040)
  const list = withNumbers('acme-shop-3').replace(
    /"metadata":\{[^}]*\}/,
    '"metadata":[12345678901234567890]',
  )
  assertInvalid(await send(list), { metadata: 'The field Metadata must be of type object.' })
})
