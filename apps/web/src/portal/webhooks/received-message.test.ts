import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseReceived } from './received-message.ts'

const BODY = '{"name":"it\'s"}'
const WANTED = {
  method: 'POST',
  url: '/hook?a=1',
  headers: { Host: 'shop.example', 'X-Ms-Date': 'Mon, 03 Nov 2025 14:22:23 GMT' },
  body: BODY,
}
const DATE = WANTED.headers['X-Ms-Date']

describe('what was received is read', () => {
  for (const [name, text] of Object.entries({
    'as it went over the wire': `POST /hook?a=1 HTTP/1.1\r\nHost: shop.example\r\nX-Ms-Date: ${DATE}\r\n\r\n${BODY}`,
    'as it is pasted': `\nPOST /hook?a=1\nHost: shop.example\nX-Ms-Date: ${DATE}\n\n${BODY}\n\n`,
    'as curl -v shows it': `> POST /hook?a=1 HTTP/1.1\n> Host: shop.example\n> X-Ms-Date: ${DATE}\n> \n${BODY}`,
    'as a framework logs it': `POST /hook?a=1\n{\n  'Host': 'shop.example',\n  "X-Ms-Date": "${DATE}",\n}\n\n${BODY}`,
    'as a curl command': `curl -sS -X POST '/hook?a=1' \\\n  -H 'Host: shop.example' -H "X-Ms-Date: ${DATE}" \\\n  --data-raw '{"name":"it'\\''s"}'`,
    'as another curl command': `$ curl --url /hook?a=1 --header Host:\\ shop.example -H $'X-Ms-Date: ${DATE}' -d "{\\"name\\":\\"it's\\"}"`,
  })) {
    test(name, () => assert.deepEqual(parseReceived(text), WANTED))
  }
})

describe('what cannot be read is said:', () => {
  for (const [text, why] of [
    ['', /Paste/],
    ['Host: shop.example', /request line/],
    ['POST /\nhello world', /hello world/],
    ["curl 'x", /no end/],
    ['curl -H a:b', /no URL/],
  ] as const) {
    test(why.source, () => {
      const read = parseReceived(text)
      assert.match('unreadable' in read ? read.unreadable : '', why)
    })
  }
})
