import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minorUnitsOf } from './order-search.ts'

for (const [text, minorUnits] of [
  ['499', '49900'],
  ['1 234,50', '123450'],
  ['0.1', '10'],
  ['', undefined],
  ['-1', undefined],
  ['many', undefined],
] as const) {
  test(`"${text}" is ${minorUnits ?? 'no amount'}`, () =>
    assert.equal(minorUnitsOf(text), minorUnits))
}
