import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { identityNumber } from './identity-number.ts'

describe('an identity number', () => {
  test('of a Norwegian has two check digits and 80 added to the month', () => {
    assert.equal(identityNumber('NO', '1985-12-10', 100), '10928510048')
    assert.equal(identityNumber('NO', '1979-05-17', 0), '17857900006')
  })

  test('is the next one where a serial has no check digit', () => {
    const numbers = Array.from({ length: 1_000 }, (_, serial) =>
      identityNumber('NO', '1990-01-01', serial),
    )
    assert.ok(numbers.every((each) => /^\d{11}$/.test(each)))
    assert.ok(new Set(numbers).size > 800)
  })

  test('of a Dane has 60 added to the day', () => {
    assert.equal(identityNumber('DK', '1988-06-05', 1_000), '6506881000')
  })

  test('of a Finn names the century and ends with a check character', () => {
    assert.equal(identityNumber('FI', '1990-12-06', 0), '061290-900T')
    assert.equal(identityNumber('FI', '2014-04-13', 2), '130414A902A')
    assert.match(identityNumber('FI', '1815-12-10', 0), /^101215\+900/)
  })
})
