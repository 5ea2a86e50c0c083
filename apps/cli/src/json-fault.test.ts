import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { jsonFault } from './json-fault.ts'

describe('what is wrong with a text that should be JSON', () => {
  for (const [text, line, column, expected] of [
    ['', 1, 1, /a value is expected/],
    ['{\n  "a": 1,\n}', 3, 1, /a name in double quotes.* no comma before/],
    ['{\n  "a" 1\n}', 2, 7, /a colon is expected/],
    ['{\r\n  "a": "s3cret"\r\n  "b": 2\r\n}', 3, 3, /a comma is expected/],
    ['{\n  "a": s3cret\n}', 2, 8, /a value is expected: a text in double quotes/],
    ["{'s3cret': 1}", 1, 2, /a name in double quotes/],
    ['{\n  "clientSecret": "s3cret\n}', 2, 19, /lacks its closing double quote/],
    ['{ "a": "s3cret\\q" }', 1, 8, /\\ before a letter that means nothing/],
    ['{ "a": "s3cret\t" }', 1, 8, /a control character/],
    ['{ "a": "s3cret\\u12" }', 1, 8, /four hexadecimal digits/],
    ['{ "a": 1. }', 1, 8, /lacks its last digits/],
    ['// s3cret\n{}', 1, 1, /a comment is not allowed/],
    ['{ "a": [1', 1, 10, /a \] is expected/],
    ['{ "a": {"b": 1}', 1, 16, /a } is expected/],
    ['{} s3cret', 1, 4, /no word of JSON/],
    ['{} {}', 1, 4, /nothing more is expected/],
  ] as const) {
    test(`${JSON.stringify(text)}: line ${line}, column ${column}, and not what it says`, () => {
      assert.throws(() => JSON.parse(text))
      const fault = jsonFault(text) ?? assert.fail('nothing is found')
      assert.ok(fault.startsWith(`in line ${line}, column ${column}, `), fault)
      assert.match(fault, expected)
      assert.doesNotMatch(fault, /s3cret/)
    })
  }

  test('is nothing where it is JSON', () => {
    assert.equal(jsonFault('{ "a": [1, null, "\\u0041"] }'), undefined)
  })
})
