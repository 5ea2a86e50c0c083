import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ORDER_NUMBER_PATTERN, parseOrderNumber, parseReference } from '@kvitt/values'
import fc from 'fast-check'
import {
  ATTEMPTS_MAX,
  attemptReference,
  orderNumberOf,
  REFERENCE_PREFIX_PATTERN,
} from './attempt-reference.ts'

const prefixes = fc.stringMatching(REFERENCE_PREFIX_PATTERN)
const numbers = fc
  .stringMatching(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?$/)
  .filter((text) => ORDER_NUMBER_PATTERN.test(text))
  .map((text) => parseOrderNumber(text) ?? assert.fail(text))
const indexes = fc.nat(ATTEMPTS_MAX - 1)

describe('the reference of an attempt', () => {
  test('is recognisable, with a suffix from the second attempt on', () => {
    const number = parseOrderNumber('2026-11') ?? assert.fail()
    assert.equal(attemptReference('acme-shop', number, 0), 'acme-shop-2026-11')
    assert.equal(attemptReference('acme-shop', number, 1), 'acme-shop-2026-11-1')
    assert.equal(attemptReference('acme-shop', number, 9), 'acme-shop-2026-11-9')
    assert.throws(() => attemptReference('acme-shop', number, 10), RangeError)
  })

  test('is a reference, begins with a letter, and leads back to its order', () => {
    fc.assert(
      fc.property(prefixes, numbers, indexes, (prefix, number, index) => {
        const reference = attemptReference(prefix, number, index)
        assert.equal(parseReference(reference), reference)
        assert.match(reference, /^[A-Za-z]/)
        assert.equal(orderNumberOf(prefix, reference), number)
      }),
    )
  })

  test('is another for another order or attempt', () => {
    fc.assert(
      fc.property(prefixes, numbers, numbers, indexes, indexes, (prefix, a, b, i, j) => {
        fc.pre(a !== b || i !== j)
        assert.notEqual(attemptReference(prefix, a, i), attemptReference(prefix, b, j))
      }),
    )
  })

  test('of somebody else leads to no order', () => {
    for (const reference of ['other-shop-1', 'acme-shop', 'acme-shop-', 'acme-shop-a_b']) {
      assert.equal(orderNumberOf('acme-shop', reference), undefined)
    }
  })
})
