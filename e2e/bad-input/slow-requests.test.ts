/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/errors/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, paymentOf } from '../support/merchant.ts'
import { connectionTo, rawAnswer, rawRequest, type Part } from '../support/raw-http.ts'
import { assertRefused } from './refusals.ts'

const REFERENCE = 'slow-request-0001'
const BODY = JSON.stringify(paymentOf(REFERENCE))
/** Short, so that nobody waits for long; how long it takes is not looked at. */
const IMPATIENT = ['--memory', '--request-timeout', '2000']

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
  // All at once, because each of them is waited for.
  const answers = Object.entries(slow).map(([name, parts]) => {
    const headers = { ...merchant.headers, 'Idempotency-Key': name }
    return [name, rawAnswer(server.url, parts(headers))] as const
  })
  await Promise.allSettled(answers.map(([, answer]) => answer))
  for (const [name, answer] of answers) {
    await t.test(name, async () => void assertRefused(await answer, 408))
  }
  assert.equal((await merchant.get(REFERENCE)).status, 404)
  await stoppedQuietly(server)
})

test('many slow senders keep nobody else waiting', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  const senders = await Promise.all(Array.from({ length: 200 }, () => connectionTo(server.url)))
  for (const sender of senders) sender.write('POST /epayment/v1/payments HTTP/1.1\r\n')
  assert.equal((await merchant.create(REFERENCE)).status, 201)
  for (const sender of senders) sender.destroy()
  await stoppedQuietly(server)
})

async function stoppedQuietly(server: Running): Promise<void> {
  await server.stop('SIGTERM')
  assert.equal(await server.log, '')
}
