import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseOrderNumber } from '@kvitt/values'
import { ORDER_PARTS, orderPart } from './order-part.ts'

test('orders that follow each other are in different parts, and about as many in each', () => {
  const parts = Array.from({ length: 160 }, (_, index) => {
    const number = parseOrderNumber(String(10_000 + index)) ?? assert.fail('no order number')
    return orderPart(number)
  })
  const sizes = Map.groupBy(parts, (part) => part)
  assert.equal(sizes.size, ORDER_PARTS)
  assert.ok([...sizes.values()].every((each) => each.length < 20))
})
