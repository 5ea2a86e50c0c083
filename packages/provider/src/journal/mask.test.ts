import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Masker } from './mask.ts'

const masker = new Masker(['demo-client-secret', 'a/secret+with "signs"', 'abc'])
const TOKEN = 'eyJhbGciOiJSUzI1NiJ9.eyJhcHBpZCI6IjEifQ.c2lnbmF0dXJl'

describe('of a header', () => {
  for (const [name, value, shown] of [
    ['Authorization', `Bearer ${TOKEN}`, 'Bearer ***'],
    ['AUTHORIZATION', 'garbled', '***'],
    ['Ocp-Apim-Subscription-Key', '0123456789abcdef', '***'],
    ['client_secret', 'mistyped', '***'],
    ['Cookie', 'session=1', '***'],
    ['X-Api-Key', 'demo-client-secret', '***'],
    ['X-Other', `my demo-client-secret and ${TOKEN}`, 'my *** and ***'],
    ['Merchant-Serial-Number', '123456', '123456'],
    ['Authorization', '', ''],
    [
      'Authorization',
      'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=agAiSyo=',
      'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=agAiSyo=',
    ],
  ] as const) {
    test(`${name}: ${value} shows ${shown}`, () => {
      assert.equal(masker.header(name, value), shown)
    })
  }
})

describe('of a text', () => {
  const secret = `${'aB3+/'.repeat(17)}a==`
  for (const [text, shown] of [
    [
      '{"token_type":"Bearer","access_token":"opaque"}',
      '{"token_type":"Bearer","access_token":"***"}',
    ],
    ['{ "secret" : "a \\" b", "id": "1" }', '{ "secret" : "***", "id": "1" }'],
    ['{"client_secret":"cut off', '{"client_secret":"***"'],
    ['{"token":{"nested":"kept"},"n":1}', '{"token":{"nested":"kept"},"n":1}'],
    ['client_id=1&client_secret=s3cret&x=y', 'client_id=1&client_secret=***&x=y'],
    ['{"redirectUrl":"vippsMT://?token=abcdefg"}', '{"redirectUrl":"vippsMT://?token=***"}'],
    [`/pay/${TOKEN}/end`, '/pay/***/end'],
    [`{"odd":"${secret}"}`, '{"odd":"***"}'],
    ['a%2Fsecret%2Bwith%20%22signs%22', '***'],
    ['{"x":"a/secret+with \\"signs\\""}', '{"x":"***"}'],
    [Buffer.from('demo-client-secret').toString('base64'), '***'],
    ['{"reference":"abc-order-1"}', '{"reference":"abc-order-1"}'],
  ] as const) {
    test(`${text} shows ${shown}`, () => {
      assert.equal(masker.text(text), shown)
    })
  }
})

test('a text made to be slow is read in a time that grows with its length alone', () => {
  for (const piece of ['"', '\\"', '"token', 'token', 'a-', '"token":"', 'eyJ', 'eyJaaaaaaaa.']) {
    assert.equal(typeof masker.text(piece.repeat(65_536 / piece.length)), 'string')
  }
})
