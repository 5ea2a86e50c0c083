/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/errors/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startKvitt } from '../support/kvitt.ts'
import { KEYS, merchantAt, paymentOf } from '../support/merchant.ts'
import { rawAnswer, rawAnswers, rawRequest } from '../support/raw-http.ts'
import { assertRefused } from './refusals.ts'

const REFERENCE = 'bad-input-0001'
const GOOD = JSON.stringify(paymentOf(REFERENCE))
/** Bodies without a reference that can be read would all count as one. */
const UNLIMITED = ['--memory', '--no-rate-limits']
const MEGABYTE = 1_000_000
/** A member that is ignored, so that only its form or size can be what is wrong. */
const withExtra = (json: string): string => GOOD.replace('{', `{"extra":${json},`)
const bytes = (text: string, odd: readonly number[]): Buffer => {
  const [before = '', after = ''] = text.split('ODD')
  return Buffer.concat([Buffer.from(before), Buffer.from(odd), Buffer.from(after)])
}

const CASES: Readonly<Record<string, readonly [status: number, body: string | Uint8Array]>> = {
  nothing: [400, ''],
  'white space': [400, ' \r\n\t'],
  'half an object': [400, GOOD.slice(0, 60)],
  'an object and more': [400, `${GOOD}{}`],
  'single quotes': [400, GOOD.replaceAll('"', "'")],
  'a comma too many': [400, GOOD.replace('}', ',}')],
  'a text with a line break': [400, GOOD.replace('socks', 'so\ncks')],
  XML: [400, '<payment/>'],
  'a list': [400, `[${GOOD}]`],
  'a text': [400, JSON.stringify(GOOD)],
  null: [400, 'null'],
  'a number for an object': [400, GOOD.replace(/\{"currency".*?\}/, '49900')],
  'a text for an amount': [400, GOOD.replace('49900', '"49900"')],
  'an amount that is infinite': [400, GOOD.replace('49900', '1e999')],
  'half an øre': [400, GOOD.replace('49900', '499.5')],
  'an object for a text': [400, GOOD.replace('"WEB_REDIRECT"', '{}')],
  'bytes that are not UTF-8': [400, bytes(GOOD.replace('socks', 'ODD'), [0xff, 0xfe])],
  'UTF-8 that is too long for what it says': [
    400,
    bytes(GOOD.replace('socks', 'ODD'), [0xc0, 0x80]),
  ],
  'half a surrogate in UTF-8': [400, bytes(GOOD.replace('socks', 'ODD'), [0xed, 0xa0, 0x80])],
  'UTF-16': [400, Buffer.from(GOOD, 'utf16le')],
  'depth without end': [400, '['.repeat(500_000)],
  '10 MB': [413, withExtra(JSON.stringify('x'.repeat(10 * MEGABYTE)))],
  'just too much': [413, withExtra(JSON.stringify('x'.repeat(1024 * 1024)))],
}

test('a body that is no good payment is refused, and nothing is stored:', async (t) => {
  await using server = await startKvitt(UNLIMITED)
  const merchant = await merchantAt(server.url)
  for (const [name, [status, body]] of Object.entries(CASES)) {
    for (const encoding of ['in one piece', 'in chunks'] as const) {
      await t.test(`${name}, ${encoding}`, async () => {
        const headers = { ...merchant.headers, 'Idempotency-Key': `${name} ${encoding}` }
        const parts =
          encoding === 'in one piece'
            ? rawRequest('POST', '/epayment/v1/payments', headers, body)
            : chunked(headers, Buffer.from(body))
        assertRefused(await rawAnswer(server.url, parts), status)
        assert.equal((await merchant.get(REFERENCE)).status, 404)
      })
    }
  }
  assert.equal((await merchant.create(REFERENCE)).status, 201)
  await server.stop('SIGTERM')
  assert.equal(await server.log, '')
})

test('depth alone is no mistake', async () => {
  await using server = await startKvitt(UNLIMITED)
  const merchant = await merchantAt(server.url)
  const headers = { ...merchant.headers, 'Idempotency-Key': '1' }
  const body = withExtra(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)
  const request = rawRequest('POST', '/epayment/v1/payments', headers, body)
  const answer = await rawAnswer(server.url, request)
  assert.equal(answer.status, 201, answer.body)
})

test('a request that ends before its body does is refused, and no failure of the server', async () => {
  await using server = await startKvitt(UNLIMITED)
  const merchant = await merchantAt(server.url)
  const headers = { ...merchant.headers, 'Idempotency-Key': '1', 'Content-Length': '10000' }
  const answer = await rawAnswer(
    server.url,
    rawRequest('POST', '/epayment/v1/payments', headers, GOOD),
    { halfClose: true },
  )
  assertRefused(answer, 400)
  assert.equal((await merchant.get(REFERENCE)).status, 404)
  await server.stop('SIGTERM')
  assert.equal(await server.log, '')
})

test('no secret is in the log, whatever is sent with it', async () => {
  await using server = await startKvitt(UNLIMITED)
  const merchant = await merchantAt(server.url)
  const headers = { ...KEYS, ...merchant.headers, 'Idempotency-Key': '1' }
  for (const [method, path] of [
    ['POST', '/accesstoken/get'],
    ['POST', '/miami/v1/token'],
    ['POST', '/epayment/v1/payments'],
    ['DELETE', '/webhooks/v1/webhooks/x'],
    ['POST', '/_kvitt/v1/clock/advance'],
    ['GET', '/nowhere'],
  ] as const) {
    for (const body of ['', '{', '\u00ff', GOOD]) {
      const length = { 'Content-Length': String(body.length + 10) }
      await rawAnswers(server.url, rawRequest(method, path, headers, body))
      const cut = rawRequest(method, path, { ...headers, ...length }, body)
      await rawAnswers(server.url, cut, { halfClose: true })
    }
  }
  await server.stop('SIGTERM')
  const log = await server.log
  for (const secret of [
    KEYS.client_secret,
    KEYS['Ocp-Apim-Subscription-Key'],
    merchant.headers['Authorization'] ?? '',
  ]) {
    assert.ok(secret !== '' && !log.includes(secret), log)
  }
})

function chunked(
  headers: Readonly<Record<string, string>>,
  body: Buffer,
): ReturnType<typeof rawRequest> {
  const size = Math.max(1, Math.ceil(body.length / 7))
  const pieces: Buffer[] = []
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size)
    pieces.push(Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n'))
  }
  return rawRequest(
    'POST',
    '/epayment/v1/payments',
    { ...headers, 'Transfer-Encoding': 'chunked' },
    Buffer.concat([...pieces, Buffer.from('0\r\n\r\n')]),
  )
}
