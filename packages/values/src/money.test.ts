import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { CURRENCIES, minorUnits, minus, parseMinorUnits, plus, ZERO } from './money.ts'

const NOT_AMOUNTS = [
  0.5,
  -0.5,
  1998.9999999999998,
  Number.MIN_VALUE,
  -1,
  -49900,
  Number.MIN_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  2 ** 53,
  1e21,
  Number.MAX_VALUE,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
]

describe('an amount in minor units', () => {
  for (const value of [0, 1, 100, 49900, 65_000_000, Number.MAX_SAFE_INTEGER]) {
    test(`may be ${value}`, () => {
      assert.equal(parseMinorUnits(value), value)
      assert.equal(minorUnits(value), value)
    })
  }

  for (const value of NOT_AMOUNTS) {
    test(`is not ${value}`, () => {
      assert.equal(parseMinorUnits(value), undefined)
      assert.throws(() => minorUnits(value), RangeError)
    })
  }

  test('may be written with a zero fraction, the same number in JSON', () => {
    assert.equal(parseMinorUnits(JSON.parse('49900.0')), 49900)
    assert.equal(parseMinorUnits(JSON.parse('4.99e4')), 49900)
  })

  test('is plain zero when it comes as minus zero', () => {
    assert.ok(Object.is(parseMinorUnits(-0), 0))
    assert.ok(Object.is(minorUnits(-0), 0))
    assert.ok(Object.is(parseMinorUnits(JSON.parse('-0')), 0))
  })

  test('is not a digit string that slipped past the types', () => {
    assert.equal(parseMinorUnits(JSON.parse('"100"')), undefined)
    assert.equal(parseMinorUnits(JSON.parse('null')), undefined)
    assert.equal(parseMinorUnits(JSON.parse('[100]')), undefined)
  })
})

describe('a sum of amounts', () => {
  test('is exact', () => {
    assert.equal(plus(minorUnits(10), minorUnits(20)), 30)
    assert.equal(minus(minorUnits(30), minorUnits(20)), 10)
  })

  test('may come to nothing', () => {
    assert.equal(plus(ZERO, ZERO), 0)
    assert.equal(minus(minorUnits(30), minorUnits(30)), 0)
  })

  test('never falls below zero', () => {
    assert.throws(() => minus(minorUnits(1), minorUnits(2)), RangeError)
  })

  test('never grows beyond what a double holds exactly', () => {
    assert.throws(() => plus(minorUnits(Number.MAX_SAFE_INTEGER), minorUnits(1)), RangeError)
  })

  test('gives back what was added', () => {
    const amount = fc.maxSafeNat().map((value) => minorUnits(Math.floor(value / 2)))
    fc.assert(
      fc.property(amount, amount, (left, right) => {
        assert.equal(minus(plus(left, right), right), left)
        assert.equal(plus(left, right), plus(right, left))
      }),
    )
  })
})

test('the three currencies are the ones of the three markets', () => {
  assert.deepEqual([...CURRENCIES], ['NOK', 'DKK', 'EUR'])
})
