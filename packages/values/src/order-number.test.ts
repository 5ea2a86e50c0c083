import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseOrderNumber } from './order-number.ts'

describe("a shop's number of an order", () => {
  for (const text of ['1', '10041', '2026-11', '2026-00042', 'A-1b', 'web-12-20', 'x'.repeat(40)]) {
    test(`may be ${text}`, () => {
      assert.equal(parseOrderNumber(text), text)
    })
  }

  for (const text of ['', '-1', '1-', 'a b', 'a_b', 'ø1', '1\n', 'a/b', 'x'.repeat(41)]) {
    test(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(parseOrderNumber(text), undefined)
    })
  }

  test('does not end like the reference of a further attempt', () => {
    for (const text of ['5-1', 'web-9', 'a--2']) assert.equal(parseOrderNumber(text), undefined)
    for (const text of ['5-0', '5-10', '51']) assert.equal(parseOrderNumber(text), text)
  })
})
