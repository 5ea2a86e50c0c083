/**
 * What official clients and plugins write on a connection, letter by letter.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/
 */
import assert from 'node:assert/strict'
import { Agent, request, type IncomingMessage } from 'node:http'
import { once } from 'node:events'
import { json } from 'node:stream/consumers'
import { test } from 'node:test'
import { startKvitt } from '../support/kvitt.ts'
import { KEYS, merchantAt, paymentOf } from '../support/merchant.ts'
import { connectionTo, rawAnswer, rawRequest } from '../support/raw-http.ts'

const PAYMENTS = '/epayment/v1/payments'
const WEBHOOKS = '/webhooks/v1/webhooks'

test('the names of headers may be written in any case', async () => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  const spellings: readonly ((name: string) => string)[] = [
    (name) => name.toUpperCase(),
    (name) => name.toLowerCase(),
    (name) =>
      name.replace(/./g, (letter, at) => (at % 2 ? letter.toUpperCase() : letter.toLowerCase())),
  ]
  for (const [at, spelt] of spellings.entries()) {
    const reference = `odd-case-${at}`
    const all = { ...headers, 'Idempotency-Key': reference }
    const renamed = Object.fromEntries(
      Object.entries(all).map(([name, value]) => [spelt(name), value]),
    )
    const body = JSON.stringify(paymentOf(reference))
    const answer = await rawAnswer(server.url, rawRequest('POST', PAYMENTS, renamed, body))
    assert.equal(answer.status, 201, answer.body)
  }
})

test('a token is bought with headers of any case and an empty body', async () => {
  await using server = await startKvitt(['--memory'])
  const keys = Object.entries(KEYS).map(([name, value]) => [name.toUpperCase(), value])
  for (const path of ['/accesstoken/get', '/accessToken/get', '/accessToken/get/']) {
    const headers = { ...Object.fromEntries(keys), 'Content-Length': '0', 'Content-Type': '' }
    const answer = await rawAnswer(server.url, rawRequest('POST', path, headers))
    assert.equal(answer.status, 200, answer.body)
  }
})

test('spaces around the value of a header are not part of it', async () => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  const padded = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, ` \t ${value} \t `]),
  )
  const answer = await rawAnswer(server.url, rawRequest('GET', WEBHOOKS, padded))
  assert.equal(answer.status, 200, answer.body)
})

test('one connection carries hundreds of requests, refused ones too', async () => {
  await using server = await startKvitt(['--memory', '--no-rate-limits'])
  const { headers } = await merchantAt(server.url)
  using agent = new DisposableAgent()
  for (let at = 0; at < 300; at += 1) {
    const reference = at % 3 === 0 ? 'short' : `kept-alive-${at}`
    const { status, wasReused } = await posted(
      agent,
      `${server.url}${PAYMENTS}`,
      headers,
      reference,
    )
    assert.equal(status, at % 3 === 0 ? 400 : 201)
    assert.equal(wasReused, at > 0)
  }
})

test('a body may come in chunks, however small', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  const body = JSON.stringify(paymentOf('in-chunks'))
  const chunks = [...Buffer.from(body)].map(
    (byte) => `1;name=value\r\n${String.fromCharCode(byte)}\r\n`,
  )
  const headers = { ...merchant.headers, 'Idempotency-Key': '1', 'Transfer-Encoding': 'chunked' }
  const parts = rawRequest('POST', PAYMENTS, headers, `${chunks.join('')}0\r\nX-Trailer: 1\r\n\r\n`)
  const answer = await rawAnswer(server.url, parts)
  assert.equal(answer.status, 201, answer.body)
})

test('who expects 100-continue is told to, and then answered', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  const body = JSON.stringify(paymentOf('expecting'))
  const headers = {
    ...merchant.headers,
    'Idempotency-Key': '1',
    Expect: '100-continue',
    'Content-Length': String(Buffer.byteLength(body)),
  }
  const asked = request(`${server.url}${PAYMENTS}`, { method: 'POST', headers })
  asked.flushHeaders()
  await once(asked, 'continue')
  asked.end(body)
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  assert.equal(answer.statusCode, 201)
  assert.deepEqual(Object(await json(answer)).reference, 'expecting')
})

for (const host of ['', 'Host: apitest.vipps.no\r\n']) {
  test(`HTTP/1.0 ${host === '' ? 'without' : 'with'} a host`, async () => {
    await using server = await startKvitt(['--memory'])
    const { headers } = await merchantAt(server.url)
    const body = JSON.stringify(paymentOf('http-1-0'))
    const all = { ...headers, 'Idempotency-Key': '1', 'Content-Length': String(body.length) }
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
    const text = `POST ${PAYMENTS} HTTP/1.0\r\n${host}${lines.join('')}\r\n${body}`
    const answer = await rawAnswer(server.url, [text])
    assert.equal(answer.status, 201, answer.body)
    assert.equal(answer.headers.get('transfer-encoding'), undefined)
    assert.equal(Object(JSON.parse(answer.body)).reference, 'http-1-0')
  })
}

test('empty lines before a request, and bytes one at a time, are no mistake', async () => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  const socket = await connectionTo(server.url)
  const answered = once(socket, 'data') as Promise<[Buffer]>
  socket.setNoDelay(true)
  for (const letter of `\r\n${rawRequest('GET', WEBHOOKS, headers).join('')}`) {
    await new Promise((resolve) => socket.write(letter, resolve))
  }
  assert.match(String((await answered)[0]), /^HTTP\/1\.1 200 /)
  socket.destroy()
})

class DisposableAgent extends Agent implements Disposable {
  constructor() {
    super({ keepAlive: true, maxSockets: 1 })
  }

  [Symbol.dispose](): void {
    this.destroy()
  }
}

async function posted(
  agent: Agent,
  url: string,
  headers: Readonly<Record<string, string>>,
  reference: string,
): Promise<{ readonly status: number | undefined; readonly wasReused: boolean }> {
  const all = { ...headers, 'Idempotency-Key': crypto.randomUUID() }
  const asked = request(url, { method: 'POST', agent, headers: all })
  asked.end(JSON.stringify(paymentOf(reference)))
  const [answer] = (await once(asked, 'response')) as [IncomingMessage]
  await json(answer)
  return { status: answer.statusCode, wasReused: asked.reusedSocket }
}
