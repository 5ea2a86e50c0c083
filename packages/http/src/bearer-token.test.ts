import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bearerToken } from './bearer-token.ts'

test('a token stands behind the word Bearer, in whatever case', () => {
  assert.equal(bearerToken('Bearer abc'), 'abc')
  assert.equal(bearerToken('bearer   abc'), 'abc')
})

test('nothing else is a token', () => {
  for (const header of [undefined, '', 'abc', 'Basic abc', 'Bearer', 'Bearer ', 'Bearer a b']) {
    assert.equal(bearerToken(header), undefined, String(header))
  }
})
