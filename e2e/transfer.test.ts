import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { json } from 'node:stream/consumers'
import { kvitt, startKvitt, temporaryDirectory } from './support/kvitt.ts'
import { merchantAt, type Merchant } from './support/merchant.ts'

const AMOUNT = { modificationAmount: { currency: 'NOK', value: 10_000 } }

/** Runs a command against an environment; what it printed. */
async function told(url: string, ...argv: readonly string[]): Promise<string> {
  const { code, stderr, stdout } = await kvitt(argv, { KVITT_URL: url })
  assert.equal(code, 0, `${argv.join(' ')}: ${stderr}`)
  return stdout
}

/** An endpoint that refuses webhooks until it is told otherwise. */
async function openEndpoint() {
  const state = { status: 500, names: [] as string[] }
  const server = createServer((request, response) => {
    void json(request).then((event) => {
      if (state.status === 200) state.names.push(String(Object(event).name))
      response.writeHead(state.status).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook`,
    state,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The same client at another address. */
function movedTo(url: string, merchant: Merchant) {
  const payments = `${url}/epayment/v1/payments`
  return {
    async state(reference: string): Promise<string> {
      const answer = await fetch(`${payments}/${reference}`, { headers: merchant.headers })
      return String(Object(await answer.json()).state ?? answer.status)
    },
    post: (path: string, body: object, idempotencyKey: string): Promise<Response> =>
      fetch(`${payments}${path}`, {
        method: 'POST',
        headers: { ...merchant.headers, 'Idempotency-Key': idempotencyKey },
        body: JSON.stringify(body),
      }),
  }
}

const STATES: Readonly<Record<string, string>> = {
  'left-alone-1': 'CREATED',
  'approved-1': 'AUTHORIZED',
  'captured-1': 'AUTHORIZED',
  'rejected-1': 'ABORTED',
  'forgotten-1': 'EXPIRED',
  'cancelled-1': 'TERMINATED',
}

test('a client goes on at another environment with everything it had at the first', async () => {
  await using directory = await temporaryDirectory()
  await using endpoint = await openEndpoint()
  await using first = await startKvitt(['--data', join(directory.path, 'first')])
  const merchant = await merchantAt(first.url)
  const registered = await merchant.register(endpoint.url, ['epayments.payment.captured.v1'])
  assert.equal(registered.status, 201)
  await merchant.create('forgotten-1')
  await told(first.url, 'clock', 'advance', '100d')
  await told(first.url, 'clock', 'freeze')
  for (const reference of Object.keys(STATES)) await merchant.create(reference)
  for (const reference of ['approved-1', 'captured-1']) await told(first.url, 'pay', reference)
  await told(first.url, 'reject', 'rejected-1')
  await merchant.post('/cancelled-1/cancel', {}, 'cancel-1')
  const captured = await merchant.post('/captured-1/capture', AMOUNT, 'capture-1')
  const answer = await captured.text()
  const created = await told(
    first.url,
    'sales-units',
    'create',
    'My shop',
    '--market',
    'NO',
    '--json',
  )
  const { msn } = Object(JSON.parse(created))
  await told(first.url, 'sales-units', 'change', '234567', '--push', 'off')
  const fault = ['--operation', 'refundPayment', '--count', '1']
  await told(first.url, 'faults', 'add', 'status', '--status', '503', ...fault)
  const clock = await told(first.url, 'clock', '--json')

  const file = join(directory.path, 'everything.jsonl')
  const said = Object(JSON.parse(await told(first.url, 'export', file, '--json')))
  assert.deepEqual([said.file, said.payments], [file, Object.keys(STATES).length])
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  await first.stop('SIGTERM')

  await using second = await startKvitt(['--data', join(directory.path, 'second')])
  const stranger = await merchantAt(second.url)
  await stranger.create('there-before-1')
  await told(second.url, 'import', file, '--yes')

  const client = movedTo(second.url, merchant)
  for (const [reference, state] of Object.entries(STATES)) {
    assert.equal(await client.state(reference), state, reference)
  }
  assert.equal(await client.state('there-before-1'), '404')
  assert.equal((await stranger.get('left-alone-1')).status, 401)
  const again = await client.post('/captured-1/capture', AMOUNT, 'capture-1')
  assert.deepEqual([again.status, await again.text()], [200, answer])
  assert.equal((await client.post('/captured-1/refund', AMOUNT, 'refund-1')).status, 503)
  assert.equal((await client.post('/captured-1/refund', AMOUNT, 'refund-1')).status, 200)
  assert.equal(Object(JSON.parse(await told(second.url, 'clock', '--json'))).now, nowOf(clock))
  assert.match(await told(second.url, 'sales-units'), new RegExp(`^${msn} {2}NO {2}My shop$`, 'm'))
  assert.match(await told(second.url, 'sales-units', 'show', '234567', '--json'), /"push":false/)

  endpoint.state.status = 200
  await told(second.url, 'clock', 'advance', '1d')
  assert.deepEqual(endpoint.state.names, ['CAPTURED'])
  assert.equal(await client.state('left-alone-1'), 'EXPIRED')

  // What was imported lasts like everything else.
  await second.stop('SIGKILL')
  await using third = await startKvitt(['--data', join(directory.path, 'second')])
  assert.equal(await movedTo(third.url, merchant).state('captured-1'), 'AUTHORIZED')
})

function nowOf(clock: string): unknown {
  return Object(JSON.parse(clock)).now
}

test('an export goes through a pipe, and a file of somebody else is kept', async () => {
  await using directory = await temporaryDirectory()
  await using server = await startKvitt(['--memory'])
  const at = { KVITT_URL: server.url }
  const { stdout, code } = await kvitt(['export', '-'], at)
  assert.equal(code, 0)
  assert.match(stdout, /^\{"format":"kvitt-dump"[^]*\{"end":.*\}\n$/)
  const file = join(directory.path, 'precious.txt')
  await writeFile(file, 'mine')
  const refused = await kvitt(['export', file], at)
  assert.deepEqual([refused.code, /--force/.test(refused.stderr)], [1, true])
  assert.equal(await readFile(file, 'utf8'), 'mine')
  await told(server.url, 'export', file, '--force')
  assert.equal(await readFile(file, 'utf8'), stdout)
  assert.equal((await stat(file)).mode & 0o777, 0o600)
})

test('an import asks first, and one that is refused changes nothing', async () => {
  await using directory = await temporaryDirectory()
  await using server = await startKvitt(['--memory'])
  const at = { KVITT_URL: server.url }
  const merchant = await merchantAt(server.url)
  const file = join(directory.path, 'export.jsonl')
  await told(server.url, 'export', file)
  await merchant.create('made-afterwards')
  const asked = await kvitt(['import', file], at)
  assert.deepEqual([asked.code, /--yes/.test(asked.stderr)], [2, true])
  const other = await kvitt(['import', 'package.json', '--yes'], at)
  assert.deepEqual([other.code, /no export/.test(other.stderr)], [1, true])
  await truncate(file, (await stat(file)).size - 20)
  const cut = await kvitt(['import', file, '--yes'], at)
  assert.deepEqual([cut.code, /cut\..*as it was/.test(cut.stderr)], [1, true])
  assert.equal((await merchant.get('made-afterwards')).status, 200)
})

test('an import may take longer than any other request, and others may not', async () => {
  await using server = await startKvitt(['--memory', '--request-timeout', '1000'])
  const answer = await fetch(`${server.url}/_kvitt/v1/export`)
  const text = await answer.text()
  const slowly = async function* (): AsyncGenerator<Uint8Array> {
    yield Buffer.from(text.slice(0, 100))
    // Until a request that is as slow has been given up: by then the time is over for both.
    const { status } = await fetch(`${server.url}/_kvitt/v1/clock/advance`, {
      method: 'POST',
      body: ReadableStream.from(never()),
      duplex: 'half',
    })
    assert.equal(status, 408)
    yield Buffer.from(text.slice(100))
  }
  const imported = await fetch(`${server.url}/_kvitt/v1/import`, {
    method: 'POST',
    body: ReadableStream.from(slowly()),
    duplex: 'half',
  })
  assert.deepEqual([imported.status, await imported.json()], [200, { imported: true }])
})

async function* never(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('{')
  await new Promise(() => {})
}
