/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/ */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { startKvitt } from '../support/kvitt.ts'
import { merchantAt, paymentOf } from '../support/merchant.ts'
import { connectionTo, rawAnswer, rawAnswers, rawRequest } from '../support/raw-http.ts'
import { assertRefused } from './refusals.ts'

const PAYMENTS = '/epayment/v1/payments'
const KEPT = { Connection: 'keep-alive' }

function creation(headers: Readonly<Record<string, string>>, reference: string): string {
  const more = { ...headers, ...KEPT, 'Idempotency-Key': reference }
  return rawRequest('POST', PAYMENTS, more, JSON.stringify(paymentOf(reference))).join('')
}

test('requests that do not wait for each other are answered in their order', async () => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  const references = Array.from({ length: 50 }, (_, at) => `pipelined-${at}`)
  const answers = await rawAnswers(server.url, [
    references.map((reference) => creation(headers, reference)).join(''),
    rawRequest('GET', `${PAYMENTS}/nobody-knows-it`, headers).join(''),
  ])
  const last = answers.at(-1)
  assert.ok(last)
  assertRefused(last, 404)
  assert.deepEqual(
    answers.slice(0, -1).map(({ status, body }) => [status, Object(JSON.parse(body)).reference]),
    references.map((reference) => [201, reference]),
  )
})

test('garbage behind good requests is refused after they are answered', async () => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  const good = ['pipelined-1', 'pipelined-2'].map((reference) => creation(headers, reference))
  const answers = await rawAnswers(server.url, [`${good.join('')}garbage\r\n\r\n`])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 400],
  )
})

test('who has sent everything may close its half of the connection and is answered', async () => {
  await using server = await startKvitt(['--memory'])
  const { headers } = await merchantAt(server.url)
  const answer = await rawAnswer(server.url, [creation(headers, 'half-closed')], {
    halfClose: true,
  })
  assert.equal(answer.status, 201)
})

test('who does not wait for the answer has created the payment all the same', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  const socket = await connectionTo(server.url)
  socket.write(creation(merchant.headers, 'not-waited-for'))
  // Its first byte shows that the answer is under way.
  await once(socket, 'data')
  socket.resetAndDestroy()
  assert.equal((await merchant.get('not-waited-for')).status, 200)
  await server.stop('SIGTERM')
  assert.equal(await server.log, '')
})
