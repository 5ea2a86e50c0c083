import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  isMore,
  minusQuantity,
  NOTHING,
  parseQuantity,
  plusQuantity,
  shareOf,
  type Quantity,
} from './quantity.ts'

const present = (text: string): Quantity => parseQuantity(text) ?? assert.fail(text)
const quantities = fc
  .tuple(fc.nat(9_999_999), fc.nat(99_999_999))
  .map(([units, decimals]) => present(`${units}.${String(decimals).padStart(8, '0')}`))

describe('a quantity', () => {
  test('is a plain decimal number, written in one way', () => {
    assert.equal(parseQuantity('2'), '2')
    assert.equal(parseQuantity('002.500'), '2.5')
    assert.equal(parseQuantity('0.00000001'), '0.00000001')
    assert.equal(parseQuantity('0.0'), NOTHING)
    for (const text of ['', '-1', '1.', '.5', '1e3', '1,5', '0.000000001', '12345678901']) {
      assert.equal(parseQuantity(text), undefined, text)
    }
  })

  test('is added and taken away without rounding', () => {
    assert.equal(plusQuantity(present('0.1'), present('0.2')), '0.3')
    fc.assert(
      fc.property(quantities, quantities, (left, right) => {
        assert.equal(minusQuantity(plusQuantity(left, right), right), left)
        assert.equal(isMore(left, right), Number(left) > Number(right))
      }),
    )
    assert.throws(() => minusQuantity(present('1'), present('1.00000001')), RangeError)
  })

  test('costs its share of the whole, cut towards zero', () => {
    assert.equal(shareOf(100, present('1'), present('3')), 33)
    assert.equal(shareOf(-100, present('2'), present('3')), -66)
    assert.equal(shareOf(49_900, present('0.75'), present('1.5')), 24_950)
    fc.assert(
      fc.property(fc.nat(65_000_000), quantities, (amount, whole) => {
        fc.pre(whole !== NOTHING)
        assert.equal(shareOf(amount, whole, whole), amount)
        assert.equal(shareOf(amount, NOTHING, whole), 0)
      }),
    )
  })
})
