import assert from 'node:assert/strict'
import { test } from 'node:test'
import { repeatsName } from './repeats-name.ts'

for (const [text, expected] of [
  ['{"metadata":{"a":"1","a":"2"}}', true],
  ['{"metadata" : { "a" : "1", "b": "2", "a" :"3"}}', true],
  ['{"metadata":{"a":"1","\\u0061":"2"}}', true],
  ['{"x":{"a":[{"a":1}]},"metadata":{"q\\"":"1","q\\"":"2"}}', true],
  ['{"metadata":{"a":"1","b":"a","c":"\\"a\\":"}}', false],
  ['{"receipt":{"a":"1","a":"2"},"metadata":{"a":"1"}}', false],
  ['{"metadata":{"a":{"b":1,"b":2}}}', false],
  ['{"metadata":{"a":"1"},"other":{"a":"1"}}', false],
  ['{"metadata":null}', false],
  ['[]', false],
] as const) {
  test(`${text} ${expected ? 'repeats' : 'does not repeat'} a name in metadata`, () => {
    assert.equal(repeatsName(text, 'metadata'), expected)
  })
}

test('looks through a long text in no time that grows with its nesting', () => {
  const text = `{"x":"${'\\"'.repeat(500_000)}","metadata":{"a":"1","a":"2"}}`
  assert.equal(repeatsName(text, 'metadata'), true)
})
