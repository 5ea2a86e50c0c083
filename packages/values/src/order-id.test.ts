import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wireLines } from '../test-support/wire-lines.ts'
import { parseOrderId } from './order-id.ts'

describe('an order id', () => {
  for (const text of wireLines('order-ids.valid.txt')) {
    test(`may be ${text}`, () => {
      assert.equal(parseOrderId(text), text)
    })
  }

  for (const text of wireLines('order-ids.invalid.txt')) {
    test(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(parseOrderId(text), undefined)
    })
  }

  test('is never empty and does not end in white space', () => {
    for (const text of ['', 'a\n', 'a ', 'a\u2028', 'a\0']) {
      assert.equal(parseOrderId(text), undefined)
    }
  })

  test('has at most 255 characters', () => {
    assert.ok(parseOrderId('x'.repeat(255)))
    assert.equal(parseOrderId('x'.repeat(256)), undefined)
  })
})
