import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { attemptReference, parseAttemptReference, type OrderAttempt } from './attempt-reference.ts'

const segment = fc.stringMatching(/^[a-zA-Z0-9]{1,8}$/)
const attempts: fc.Arbitrary<OrderAttempt> = fc.record({
  prefix: fc
    .tuple(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9]{5,9}$/), segment)
    .map((parts) => parts.join('-')),
  orderNumber: fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('-')),
  attempt: fc.integer({ min: 1, max: 999 }),
})

test('a reference is what the API takes, and tells its order and attempt', () => {
  fc.assert(
    fc.property(attempts, (order) => {
      const reference = attemptReference(order)
      assert.match(reference, /^[a-zA-Z0-9-]{8,64}$/)
      assert.match(reference, /[a-zA-Z]/)
      assert.doesNotMatch(reference, /^0/)
      assert.deepEqual(parseAttemptReference(reference), {
        order: `${order.prefix}-${order.orderNumber}`,
        attempt: order.attempt,
      })
    }),
  )
})

test('attempts of one shop never share a reference', () => {
  fc.assert(
    fc.property(attempts, attempts, (left, right) => {
      const same = left.orderNumber === right.orderNumber && left.attempt === right.attempt
      const [first, second] = [left, { ...right, prefix: left.prefix }].map(attemptReference)
      assert.equal(first === second, same)
    }),
  )
})

describe('a reference is not made of', () => {
  const RIGHT = { prefix: 'acme-shop', orderNumber: '10023', attempt: 1 }
  for (const [what, change, field] of [
    ['a prefix that is empty', { prefix: '' }, 'prefix'],
    ['a prefix of digits', { prefix: '123456' }, 'prefix'],
    ['a prefix with a leading zero', { prefix: '0acme' }, 'prefix'],
    ['a prefix with other letters', { prefix: 'åcme' }, 'prefix'],
    ['an order number that is empty', { orderNumber: '' }, 'orderNumber'],
    ['an order number with a slash', { orderNumber: '2026/17' }, 'orderNumber'],
    ['attempt 0', { attempt: 0 }, 'attempt'],
    ['half an attempt', { attempt: 1.5 }, 'attempt'],
    ['attempt 1000', { attempt: 1_000 }, 'attempt'],
    ['too little', { prefix: 'a', orderNumber: '1' }, 'reference'],
    ['too much', { orderNumber: 'x'.repeat(60) }, 'reference'],
  ] as const) {
    test(what, () => {
      assert.throws(() => attemptReference({ ...RIGHT, ...change }), {
        code: 'invalidInput',
        message: new RegExp(`${field}: must`),
      })
    })
  }
})

test('other references have no attempt', () => {
  for (const reference of [
    'acme',
    '1234-',
    'acme-shop-01',
    'acme-shop-0',
    'acme-shop-1000',
    '-1',
  ]) {
    assert.equal(parseAttemptReference(reference), undefined, reference)
  }
})
