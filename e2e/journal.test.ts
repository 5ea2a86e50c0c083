import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kvitt, startKvitt } from './support/kvitt.ts'
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
