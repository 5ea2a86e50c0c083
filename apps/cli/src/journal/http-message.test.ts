import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseMessage } from './http-message.ts'

const BODY = '{"å":1}\n\n'

describe('a message is read', () => {
  for (const [name, text] of Object.entries({
    'as it went over the wire': `POST /hook?a=1 HTTP/1.1\r\nHost: shop.example\r\nX-Ms-Date: a: b\r\n\r\n${BODY}`,
    'with plain line ends': `POST /hook?a=1\nHost: shop.example\nX-Ms-Date: a: b\n\n${BODY}`,
    'as curl -v shows it': `> POST /hook?a=1 HTTP/1.1\n> Host: shop.example\n> X-Ms-Date: a: b\n>\n${BODY}`,
  })) {
    test(name, () => {
      const { method, target, headers, body } = parseMessage(Buffer.from(text))
      assert.deepEqual([method, target], ['POST', '/hook?a=1'])
      assert.deepEqual(headers, { Host: 'shop.example', 'X-Ms-Date': 'a: b' })
      assert.equal(body.toString(), BODY)
    })
  }
})

test('headers alone are enough, a line each or as JSON', () => {
  for (const text of ['Host: shop.example\nA: 1\n', '{"Host": "shop.example", "A": 1}']) {
    const { target, headers, body } = parseMessage(Buffer.from(text))
    assert.deepEqual(
      [target, headers, body.length],
      [undefined, { Host: 'shop.example', A: '1' }, 0],
    )
  }
})

test('what is no message is refused by its first odd line', () => {
  assert.throws(() => parseMessage(Buffer.from('hello world, this is\nprose')), /hello world/)
})
