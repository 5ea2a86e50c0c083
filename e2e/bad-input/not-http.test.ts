/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/errors/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startKvitt } from '../support/kvitt.ts'
import { merchantAt } from '../support/merchant.ts'
import { rawAnswer, rawRequest, type Part } from '../support/raw-http.ts'
import { assertRefused } from './refusals.ts'

const LIST = '/webhooks/v1/webhooks'
/** The body is read only when it is clear who sends it. */
const CHUNKED = { 'Transfer-Encoding': 'chunked', Authorization: 'Basic YTpi' }
const TOKEN = '/accesstoken/get'

const CASES: Readonly<Record<string, readonly [status: number, parts: readonly Part[]]>> = {
  'a greeting': [400, ['hello\r\n\r\n']],
  'the beginning of TLS': [400, [Uint8Array.of(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3), '\r\n\r\n']],
  'HTTP/2 without asking': [400, ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']],
  'a method that nobody knows': [400, rawRequest('HACK', LIST)],
  'no path': [400, rawRequest('GET', 'webhooks')],
  'a target that is no URL': [400, rawRequest('GET', 'http://[localhost/')],
  'a target of another scheme': [400, rawRequest('GET', 'ftp://localhost/')],
  'no host': [400, [`GET ${LIST} HTTP/1.1\r\nConnection: close\r\n\r\n`]],
  'two hosts': [400, [`GET ${LIST} HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n`]],
  'a host that is none': [400, rawRequest('GET', LIST, { Host: 'ba d/x' })],
  'a control character in a header': [400, rawRequest('GET', LIST, { 'X-Odd': 'a\u0001b' })],
  'a zero byte in a header': [400, rawRequest('GET', LIST, { 'X-Odd': 'a\u0000b' })],
  'a lone line feed in a header': [400, rawRequest('GET', LIST, { 'X-Odd': 'a\rX-More: b' })],
  'a space in the name of a header': [400, rawRequest('GET', LIST, { 'X Odd': 'a' })],
  'a header over two lines': [400, rawRequest('GET', LIST, { 'X-Odd': 'a\r\n b' })],
  'a header without end': [431, rawRequest('GET', LIST, { 'X-Odd': 'x'.repeat(20_000) })],
  'headers without end': [
    431,
    rawRequest(
      'GET',
      LIST,
      Object.fromEntries([...Array(1_500).keys()].map((n) => [`X-${n}`, ''])),
    ),
  ],
  'a path without end': [431, rawRequest('GET', `${LIST}/${'x'.repeat(20_000)}`)],
  'an expectation that cannot be met': [417, rawRequest('POST', TOKEN, { Expect: 'coffee' }, '{}')],
  'a length that is no number': [400, rawRequest('POST', TOKEN, { 'Content-Length': 'ten' })],
  'a negative length': [400, rawRequest('POST', TOKEN, { 'Content-Length': '-1' })],
  'a chunk that is none': [400, rawRequest('POST', '/miami/v1/token', CHUNKED, 'no chunk\r\n')],
  'an encoding that is not understood': [
    400,
    rawRequest('POST', TOKEN, { 'Transfer-Encoding': 'gzip' }, '{}'),
  ],
}

test('what is not HTTP is refused in JSON, and the server lives on:', async (t) => {
  await using server = await startKvitt(['--memory'])
  for (const [name, [status, parts]] of Object.entries(CASES)) {
    await t.test(name, async () => {
      assertRefused(await rawAnswer(server.url, parts), status)
      await merchantAt(server.url)
    })
  }
  await server.stop('SIGTERM')
  assert.equal(await server.log, '')
})

test('two lengths, or a length and chunks, smuggle nothing past the server', async (t) => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  const hidden = rawRequest('POST', '/_kvitt/v1/reset').join('')
  const ambiguous: Readonly<Record<string, string>> = {
    'length and chunks': `Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n${hidden}`,
    'chunks and length': `Content-Length: ${hidden.length}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`,
    'two lengths': `Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`,
    'chunks twice': `Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n${hidden}`,
    'chunks with a tail': `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`,
    'a space before the colon': `Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`,
  }
  const head = Object.entries({ ...headers, Host: 'localhost' })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  for (const [name, rest] of Object.entries(ambiguous)) {
    await t.test(name, async () => {
      const text = `POST ${LIST} HTTP/1.1\r\n${head}${rest}`
      assertRefused(await rawAnswer(server.url, [text]), 400)
    })
  }
})
