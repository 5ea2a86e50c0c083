import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { attemptReference, parseAttemptReference, type OrderAttempt } from './attempt-reference.ts'

const attempts: fc.Arbitrary<OrderAttempt> = fc.record({
  prefix: fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{4,18}[A-Za-z0-9]$/),
  orderNumber: fc
    .stringMatching(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?$/)
    .filter((text) => !/-[1-9]$/.test(text)),
  attempt: fc.nat(9),
})

test('the first attempt has no suffix, and each further one the next', () => {
  const order = { prefix: 'acme-shop', orderNumber: '2026-11' }
  assert.equal(attemptReference({ ...order, attempt: 0 }), 'acme-shop-2026-11')
  assert.equal(attemptReference({ ...order, attempt: 1 }), 'acme-shop-2026-11-1')
})

test('a reference is what the API takes, and tells its order and attempt', () => {
  fc.assert(
    fc.property(attempts, ({ prefix, ...order }) => {
      const reference = attemptReference({ prefix, ...order })
      assert.match(reference, /^[a-zA-Z][a-zA-Z0-9-]{7,63}$/)
      assert.deepEqual(parseAttemptReference(prefix, reference), order)
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
  const RIGHT = { prefix: 'acme-shop', orderNumber: '10023', attempt: 0 }
  for (const [what, change, field] of [
    ['a prefix that is short', { prefix: 'acme' }, 'prefix'],
    ['a prefix that is long', { prefix: 'a'.repeat(21) }, 'prefix'],
    ['a prefix of digits', { prefix: '123456' }, 'prefix'],
    ['a prefix with other letters', { prefix: 'åcme-shop' }, 'prefix'],
    ['an order number that is empty', { orderNumber: '' }, 'orderNumber'],
    ['an order number with a slash', { orderNumber: '2026/17' }, 'orderNumber'],
    ['an order number that ends as an attempt does', { orderNumber: '2026-1' }, 'orderNumber'],
    ['an order number that is long', { orderNumber: 'x'.repeat(41) }, 'orderNumber'],
    ['a tenth further attempt', { attempt: 10 }, 'attempt'],
    ['half an attempt', { attempt: 1.5 }, 'attempt'],
  ] as const) {
    test(what, () => {
      assert.throws(() => attemptReference({ ...RIGHT, ...change }), {
        code: 'invalidInput',
        message: new RegExp(`${field}: must`),
      })
    })
  }
})

test('what belongs to another shop belongs to no order', () => {
  for (const reference of ['other-shop-1', 'acme-shop', 'acme-shop-', 'acme-shop-a_b']) {
    assert.equal(parseAttemptReference('acme-shop', reference), undefined, reference)
  }
})
