import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wireLines } from '../test-support/wire-lines.ts'
import { parseMsn } from './msn.ts'

describe('a merchant serial number', () => {
  for (const text of wireLines('msns.valid.txt')) {
    test(`may be ${text}`, () => {
      assert.equal(parseMsn(text), text)
    })
  }

  for (const text of wireLines('msns.invalid.txt')) {
    test(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(parseMsn(text), undefined)
    })
  }

  test('is never empty', () => {
    assert.equal(parseMsn(''), undefined)
  })

  test('has nothing around its digits', () => {
    for (const text of ['12345\n', '\n12345', ' 12345', '12345 ', '12345\0']) {
      assert.equal(parseMsn(text), undefined)
    }
  })

  test('keeps its leading zeros: it is text, not a number', () => {
    assert.equal(parseMsn('001234'), '001234')
  })
})
