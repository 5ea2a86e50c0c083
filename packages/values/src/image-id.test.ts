import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wireLines } from '../test-support/wire-lines.ts'
import { parseImageId } from './image-id.ts'

describe('an image id', () => {
  for (const text of wireLines('image-ids.valid.txt')) {
    test(`may be ${text}`, () => {
      assert.equal(parseImageId(text), text)
    })
  }

  for (const text of wireLines('image-ids.invalid.txt')) {
    test(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(parseImageId(text), undefined)
    })
  }

  test('is never empty and does not end in white space', () => {
    for (const text of ['', 'a\n', 'a ', 'a\u2028', 'a\0']) {
      assert.equal(parseImageId(text), undefined)
    }
  })

  test('has at most 128 characters', () => {
    assert.ok(parseImageId('x'.repeat(128)))
    assert.equal(parseImageId('x'.repeat(129)), undefined)
  })
})
