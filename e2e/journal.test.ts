import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { followKvitt, kvitt, startKvitt, temporaryDirectory } from './support/kvitt.ts'
import { merchantAt } from './support/merchant.ts'

test('requests are listed newest last, and one is shown with all there is, without secrets', async () => {
  await using server = await startKvitt(['--memory'])
  const at = ['--url', server.url]
  const none = await kvitt(['requests', ...at])
  assert.equal(none.code, 0, none.stderr)
  assert.match(none.stdout, /^No request has come in yet/)
  const merchant = await merchantAt(server.url)
  await merchant.create('seen-payment')
  await merchant.get('unseen-payment')

  const list = await kvitt(['requests', ...at])
  const lines = list.stdout.trimEnd().split('\n')
  assert.match(lines[0] ?? '', /^ +1 [\d:.]+ 200 POST +\/accesstoken\/get \d+ ms$/)
  assert.match(lines[1] ?? '', /201 POST +\/epayment\/v1\/payments seen-payment \d+ ms$/)
  assert.match(lines[2] ?? '', /404 GET +\/epayment\/v1\/payments\/unseen-payment \d+ ms$/)
  assert.match(lines[3] ?? '', /^ +5090 /)

  const token = await kvitt(['requests', '1', ...at])
  assert.match(token.stdout, /client_secret: \*\*\*/)
  assert.match(token.stdout, /"access_token": "\*\*\*"/)
  const created = await kvitt(['requests', '2', ...at])
  assert.match(created.stdout, /operation +createPayment/)
  // Only a server on a socket knows the case in which headers came.
  assert.match(created.stdout, /^Authorization: Bearer \*\*\*$/m)
  assert.match(created.stdout, /"paymentDescription": "One pair of socks"/)
  for (const { stdout } of [list, token, created]) {
    assert.doesNotMatch(stdout, /demo-client-secret|0123456789abcdef|eyJ/)
    assert.ok(!stdout.includes('\u001b'))
  }

  const refused = await kvitt(['requests', '--status', '4xx', '--json', ...at])
  const { requests } = JSON.parse(refused.stdout) as { readonly requests: readonly object[] }
  assert.equal(requests.length, 1)
  const wrong = await kvitt(['requests', '--since', 'yesterday', ...at])
  assert.deepEqual([wrong.code, /10m/.test(wrong.stderr)], [1, true])
  const gone = await kvitt(['requests', '99', ...at])
  assert.deepEqual([gone.code, /--keep-requests/.test(gone.stderr)], [1, true])
})

test('only as many requests are kept as the command line says', async () => {
  await using server = await startKvitt(['--memory', '--keep-requests', '2'])
  for (const n of [1, 2, 3]) await fetch(`${server.url}/nowhere/${n}`)
  const { stdout } = await kvitt(['requests', '--url', server.url])
  assert.deepEqual(stdout.match(/nowhere\/\d/g), ['nowhere/2', 'nowhere/3'])
})

test('webhook attempts and queues are shown, and one is sent again', async () => {
  await using server = await startKvitt(['--memory'])
  const at = ['--url', server.url]
  const nothing = await kvitt(['webhooks', 'queues', ...at])
  assert.match(nothing.stdout, /^No webhook is registered/)
  let status = 500
  const received = Promise.withResolvers<void>()
  const endpoint = createServer((_request, response) => {
    response.writeHead(status).end('thank you')
    received.resolve()
  }).listen(0, '127.0.0.1')
  await once(endpoint, 'listening')
  const { port } = endpoint.address() as AddressInfo
  const merchant = await merchantAt(server.url)
  const url = `http://127.0.0.1:${port}/hook`
  const registered = await merchant.register(url, ['epayments.payment.created.v1'])
  const { secret } = (await registered.json()) as { readonly secret: string }
  await kvitt(['clock', 'freeze', ...at])
  await merchant.create('told-by-webhook')
  await received.promise
  await kvitt(['clock', 'advance', '0s', ...at])

  const queues = await kvitt(['webhooks', 'queues', ...at])
  assert.match(queues.stdout, /failing since.*1 webhooks of 1 payments wait/)
  assert.match(queues.stdout, /told-by-webhook: CREATED; next attempt .* HTTP 500/)
  const refusedAgain = await kvitt(['webhooks', ...at])
  assert.match(refusedAgain.stdout, / 500 CREATED told-by-webhook → /)
  assert.match(refusedAgain.stdout, /HTTP 500, attempt 1, next at /)

  status = 200
  const id = /^ +(\d+)/.exec(refusedAgain.stdout)?.[1] ?? ''
  const resent = await kvitt(['webhooks', 'resend', id, ...at])
  assert.deepEqual([resent.code, / 200 CREATED /.test(resent.stdout)], [0, true], resent.stderr)
  const list = await kvitt(['webhooks', 'list', '--outcome', 'delivered', '--json', ...at])
  const { attempts } = JSON.parse(list.stdout) as { readonly attempts: { readonly id: number }[] }
  const shown = await kvitt(['webhooks', String(attempts[0]?.id), ...at])
  assert.match(shown.stdout, /^Authorization: HMAC-SHA256 SignedHeaders=/m)
  assert.match(shown.stdout, /thank you$/m)
  assert.ok(!shown.stdout.includes(secret))
  const request = /^POST .*/ms.exec(shown.stdout)?.[0].replace(/\n\n200\n.*$/s, '') ?? ''
  await using directory = await temporaryDirectory()
  const message = join(directory.path, 'received.http')
  await writeFile(message, request)
  const right = await kvitt(['verify-webhook', message, ...at])
  assert.deepEqual([right.code, right.stdout], [0, 'The signature is right.\n'], right.stderr)
  const environment = { KVITT_WEBHOOK_SECRET: 'guess' }
  const wrong = await kvitt(['verify-webhook', message, '--json', ...at], environment)
  assert.equal(wrong.code, 1)
  assert.match(wrong.stdout, /"fault":"wrongSecret"/)
  assert.ok(!wrong.stdout.includes(secret))

  const unclear = await kvitt(['webhooks', 'resend', ...at])
  assert.deepEqual([unclear.code, /--registration/.test(unclear.stderr)], [2, true])
  endpoint.close()
})

test('what happens is followed until the environment stops', async () => {
  await using server = await startKvitt(['--memory'])
  const at = ['--url', server.url]
  const merchant = await merchantAt(server.url)
  const before = await kvitt(['logs', ...at])
  assert.match(before.stdout, / 200 POST +\/accesstoken\/get /)
  await merchant.get('unknown-payment')
  const refused = await kvitt(['logs', '--status', '4xx', ...at])
  assert.match(refused.stdout, /^ +2 \S+ 404 GET .*\n +5090 .*\n$/)
  const failed = await kvitt(['logs', '--kind', 'webhook', '--outcome', 'failed', ...at])
  assert.deepEqual([failed.code, failed.stdout.startsWith('Nothing that is kept')], [0, true])
  assert.ok(!refused.stdout.includes('\u001b'))
  const coloured = await kvitt(['logs', ...at], { FORCE_COLOR: '1' })
  assert.ok(coloured.stdout.includes('\u001b[32m200'))
  const following = followKvitt(['logs', '--follow', '--json', ...at])
  // What was before shows that it follows: from then on payment events are kept.
  await following.said(/accesstoken/)
  await merchant.create('followed')
  const requests = followKvitt(['requests', '--follow', '--reference', 'followed', ...at])
  await requests.said(/followed/)
  await following.said(/"kind":"payment".*followed/)
  await following.said(/"kind":"request".*followed/)
  await server.stop('SIGTERM')
  const { code, stdout, stderr } = await following.finished
  assert.deepEqual([code, /has (?:stopped|gone)/.test(stderr)], [1, true], stderr)
  const told = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly kind: string; readonly reference?: string })
    .filter(({ reference }) => reference === 'followed')
    .map(({ kind }) => kind)
  assert.deepEqual(told.toSorted(), ['payment', 'request'])
  assert.equal((await requests.finished).code, 1)
})

test('a reset forgets, but not before somebody has agreed', async () => {
  await using server = await startKvitt(['--memory'])
  const at = ['--url', server.url]
  const merchant = await merchantAt(server.url)
  await merchant.create('to-be-forgotten')
  const asked = await kvitt(['reset', ...at])
  assert.deepEqual([asked.code, /--yes/.test(asked.stderr)], [2, true])
  assert.equal((await merchant.get('to-be-forgotten')).status, 200)
  const agreed = await kvitt(['reset', '--yes', ...at])
  assert.equal(agreed.code, 0, agreed.stderr)
  assert.equal((await merchant.get('to-be-forgotten')).status, 404)
})
