/** The SDK and the payment server name attempts alike, so that a shop can change from one to the other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attemptReference as payments, ATTEMPTS_MAX, REFERENCE_PREFIX_PATTERN } from '@kvitt/domain'
import { attemptReference, parseAttemptReference } from '@kvitt/sdk'
import { ORDER_NUMBER_PATTERN, parseOrderNumber } from '@kvitt/values'

const numbers = fc
  .stringMatching(/^[A-Za-z0-9-]{1,40}$/)
  .filter((text) => ORDER_NUMBER_PATTERN.test(text))

test('an attempt has the same reference in both', () => {
  const prefixes = fc.stringMatching(REFERENCE_PREFIX_PATTERN)
  fc.assert(
    fc.property(prefixes, numbers, fc.nat(ATTEMPTS_MAX - 1), (prefix, orderNumber, attempt) => {
      const number = parseOrderNumber(orderNumber) ?? assert.fail(orderNumber)
      const reference = attemptReference({ prefix, orderNumber, attempt })
      assert.equal(reference, payments(prefix, number, attempt))
      assert.deepEqual(parseAttemptReference(prefix, reference), { orderNumber, attempt })
    }),
  )
})
