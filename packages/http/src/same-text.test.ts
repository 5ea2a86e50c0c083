import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSameText } from './same-text.ts'

test('texts are the same, or differ in a letter or in length', () => {
  assert.equal(isSameText('secret', 'secret'), true)
  assert.equal(isSameText('secret', 'secreT'), false)
  assert.equal(isSameText('secret', 'secret '), false)
  assert.equal(isSameText('', ''), true)
})
