import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CreatePaymentRequest, ModificationRequest } from './schemas.ts'
import { tolerate } from './tolerate.ts'

/** What clients send, and what it is read as. */
const MENDED: Readonly<Record<string, readonly [sent: unknown, read: unknown]>> = {
  'an empty array where an object belongs': [[], {}],
  'a reference that is a number': [{ reference: 12345678 }, { reference: '12345678' }],
  'an amount with a tail above': [
    { amount: { currency: 'NOK', value: 1_999.000_000_000_000_2 } },
    { amount: { currency: 'NOK', value: 1_999 } },
  ],
  'an amount with a tail below': [
    { amount: { currency: 'NOK', value: 19.99 * 100 } },
    { amount: { currency: 'NOK', value: 1_999 } },
  ],
  'an amount to capture or refund with a tail': [
    { modificationAmount: { currency: 'DKK', value: 1.1 * 100 } },
    { modificationAmount: { currency: 'DKK', value: 110 } },
  ],
  'a phone number that is a number': [
    { customer: { phoneNumber: 4712345678 } },
    { customer: { phoneNumber: '4712345678' } },
  ],
  'metadata that are numbers or truth values': [
    { metadata: { order: 7, gift: true, note: 'red' } },
    { metadata: { order: '7', gift: 'true', note: 'red' } },
  ],
}

/** What stays as it was sent, for the schema or the rules to judge. */
const LEFT_ALONE: Readonly<Record<string, unknown>> = {
  'an amount that is a fraction': { amount: { currency: 'NOK', value: 19.99 } },
  'an amount that is a text': { amount: { currency: 'NOK', value: '1999' } },
  'an amount that is no object': { amount: 1_999, modificationAmount: null },
  'a negative amount': { amount: { currency: 'NOK', value: -100 } },
  'a customer that is no object': { customer: 'Ola' },
  'a customer by another name': { customer: { customerToken: 12 } },
  'metadata that are no texts even then': { metadata: { list: ['a'], nothing: null } },
  'metadata that are no object': { metadata: ['a'] },
  'members that nobody knows': { unknown: 1, expiresAt: 2 },
  'an array with entries': [1],
  'a text': 'hello',
  nothing: undefined,
  null: null,
}

describe('a body is mended that has', () => {
  for (const [what, [sent, read]] of Object.entries(MENDED)) {
    test(what, () => assert.deepEqual(tolerate(sent), read))
  }
})

describe('a body is left alone that has or is', () => {
  for (const [what, sent] of Object.entries(LEFT_ALONE)) {
    test(what, () => assert.deepEqual(tolerate(sent), sent))
  }
})

test('what is mended passes the schema that the same body would have failed', () => {
  const create = {
    amount: { currency: 'NOK', value: 49_900 },
    paymentMethod: { type: 'WALLET' },
    reference: 10_000_001,
    userFlow: 'WEB_REDIRECT',
    customer: { phoneNumber: 4_712_345_678 },
    metadata: { order: 7 },
  }
  assert.equal(CreatePaymentRequest.safeParse(create).success, false)
  assert.equal(CreatePaymentRequest.safeParse(tolerate(create)).success, true)
  const parsed = ModificationRequest.parse(
    tolerate({ modificationAmount: { currency: 'NOK', value: 0.07 * 100 } }),
  )
  assert.equal(parsed.modificationAmount.value, 7)
})

test('the body that was sent is never changed', () => {
  const sent = {
    reference: 12_345_678,
    amount: { currency: 'NOK', value: 19.99 * 100 },
    customer: { phoneNumber: 4_712_345_678 },
    metadata: { order: 7 },
  }
  const before = structuredClone(sent)
  tolerate(sent)
  assert.deepEqual(sent, before)
})

test('a member by the name of __proto__ is data like any other', () => {
  const read = tolerate(JSON.parse('{"metadata":{"__proto__":1,"b":2}}')) as {
    metadata: Record<string, string>
  }
  assert.equal(Object.getPrototypeOf(read.metadata), Object.prototype)
  assert.deepEqual(Object.entries(read.metadata), [
    ['__proto__', '1'],
    ['b', '2'],
  ])
})
