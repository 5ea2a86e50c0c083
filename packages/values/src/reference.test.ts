import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wireLines } from '../test-support/wire-lines.ts'
import { parseReference } from './reference.ts'

describe('a reference', () => {
  for (const text of wireLines('references.valid.txt')) {
    test(`may be ${text}`, () => {
      assert.equal(parseReference(text), text)
    })
  }

  for (const text of wireLines('references.invalid.txt')) {
    test(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(parseReference(text), undefined)
    })
  }

  test('is never empty', () => {
    assert.equal(parseReference(''), undefined)
  })

  test('does not end in white space that a line-based check would overlook', () => {
    for (const end of ['\n', '\r', '\r\n', ' ', '\t', '\u2028', '\0']) {
      assert.equal(parseReference(`acme-shop-1${end}`), undefined)
    }
  })

  test('has 8 to 64 characters', () => {
    assert.equal(parseReference('r'.repeat(7)), undefined)
    assert.ok(parseReference('r'.repeat(8)))
    assert.ok(parseReference('r'.repeat(64)))
    assert.equal(parseReference('r'.repeat(65)), undefined)
  })

  test('keeps its case', () => {
    assert.notEqual(parseReference('ACME-SHOP-1'), parseReference('acme-shop-1'))
  })
})
