/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/errors/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, paymentOf } from '../support/merchant.ts'
import { rawAnswer, rawRequest, type Part } from '../support/raw-http.ts'
import { assertRefused } from './refusals.ts'

const REFERENCE = 'slow-request-0001'
const BODY = JSON.stringify(paymentOf(REFERENCE))
/** Short, so that nobody waits for it; how long it takes is not looked at. */
const IMPATIENT = ['--memory', '--request-timeout', '300']

const slow: Readonly<
  Record<string, (headers: Readonly<Record<string, string>>) => readonly Part[]>
> = {
  'half a request line': () => ['POST /epay'],
  'a head without its end': (headers) => [
    rawRequest('POST', '/epayment/v1/payments', headers).join('').slice(0, -2),
  ],
  'a body without its end': (headers) =>
    rawRequest(
      'POST',
      '/epayment/v1/payments',
      { ...headers, 'Content-Length': String(BODY.length) },
      BODY.slice(0, -1),
    ),
  'chunks without their end': (headers) =>
    rawRequest(
      'POST',
      '/epayment/v1/payments',
      { ...headers, 'Transfer-Encoding': 'chunked' },
      `${BODY.length.toString(16)}\r\n${BODY}\r\n`,
    ),
}

test('what never comes to an end is refused after a while, and nothing is stored:', async (t) => {
  await using server = await startKvitt(IMPATIENT)
  const merchant = await merchantAt(server.url)
  for (const [name, parts] of Object.entries(slow)) {
    await t.test(name, async () => {
      const headers = { ...merchant.headers, 'Idempotency-Key': name }
      const answer = await rawAnswer(server.url, parts(headers))
      assertRefused(answer, 408)
      assert.equal((await merchant.get(REFERENCE)).status, 404)
    })
  }
  await stoppedQuietly(server)
})

test('many slow senders keep nobody else waiting', async () => {
  await using server = await startKvitt(IMPATIENT)
  const merchant = await merchantAt(server.url)
  const waiting = Array.from({ length: 200 }, () =>
    rawAnswer(server.url, ['POST /epayment/v1/payments HTTP/1.1\r\n']),
  )
  assert.equal((await merchant.create(REFERENCE)).status, 201)
  for (const answer of await Promise.all(waiting)) assertRefused(answer, 408)
  await stoppedQuietly(server)
})

async function stoppedQuietly(server: Running): Promise<void> {
  await server.stop('SIGTERM')
  assert.equal(await server.log, '')
}
