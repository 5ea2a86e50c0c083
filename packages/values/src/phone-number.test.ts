import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wireLines } from '../test-support/wire-lines.ts'
import { parsePhoneNumber, parseTypedPhoneNumber } from './phone-number.ts'

describe('a phone number on the wire', () => {
  for (const text of wireLines('phone-numbers.valid.txt')) {
    test(`may be ${text}`, () => {
      assert.equal(parsePhoneNumber(text), text)
    })
  }

  for (const text of wireLines('phone-numbers.invalid.txt')) {
    test(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(parsePhoneNumber(text), undefined)
    })
  }

  test('is never empty', () => {
    assert.equal(parsePhoneNumber(''), undefined)
  })

  test('has nothing around its digits', () => {
    for (const text of ['4712345678\n', ' 4712345678', '4712345678 ', '4712345678\0']) {
      assert.equal(parsePhoneNumber(text), undefined)
    }
  })
})

const TYPED = [
  ['12345678', '47', '4712345678'],
  ['12345678', '45', '4512345678'],
  ['12 34 56 78', '47', '4712345678'],
  ['12\u00a034\u00a056\u00a078', '45', '4512345678'],
  ['123 45 678', '47', '4712345678'],
  ['12-34-56-78', '47', '4712345678'],
  ['12.34.56.78', '45', '4512345678'],
  ['(12) 34 56 78', '47', '4712345678'],
  ['  12345678  ', '47', '4712345678'],
  ['+47 12 34 56 78', '47', '4712345678'],
  ['+47 12 34 56 78', '45', '4712345678'],
  ['004712345678', '47', '4712345678'],
  ['00 45 12 34 56 78', '47', '4512345678'],
  ['4712345678', '47', '4712345678'],
  ['4512345678', '47', '4512345678'],
  ['040 123 4567', '358', '358401234567'],
  ['0401234567', '358', '358401234567'],
  ['+358 40 123 4567', '358', '358401234567'],
  ['+358 40 123 4567', '47', '358401234567'],
  ['00358401234567', '358', '358401234567'],
  ['358401234567', '358', '358401234567'],
] as const

const NOT_TYPED = [
  ['', '47', 'nothing at all'],
  ['   ', '47', 'white space alone'],
  ['+', '47', 'a plus alone'],
  ['1234567', '47', 'seven digits'],
  ['12345678', '358', 'eight digits in Finland, which has no such numbers'],
  ['+12345678', '47', 'eight digits after a plus: they begin with a country code'],
  ['0012345678', '45', 'eight digits after 00: they begin with a country code'],
  ['+0401234567', '358', 'a trunk zero after a plus'],
  ['0012', '358', 'four digits after 00'],
  ['012345', '358', 'too few digits after the trunk zero'],
  ['0401234567', '47', 'a trunk zero where there is none'],
  ['++4712345678', '47', 'two pluses'],
  ['47123456789012345', '47', 'more digits than any number has'],
  ['1234567a', '47', 'a letter'],
  ['12345678 ext 9', '47', 'an extension'],
] as const

describe('a phone number as a person types it', () => {
  for (const [text, countryCode, expected] of TYPED) {
    test(`is read from ${JSON.stringify(text)} at a unit with +${countryCode}`, () => {
      assert.equal(parseTypedPhoneNumber(text, countryCode), expected)
    })
  }

  for (const [text, countryCode, what] of NOT_TYPED) {
    test(`is not ${what}`, () => {
      assert.equal(parseTypedPhoneNumber(text, countryCode), undefined)
    })
  }
})
