import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmod, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { kvitt, kvittUnread, startKvitt, temporaryDirectory } from './support/kvitt.ts'
import { merchantAt } from './support/merchant.ts'

test('every command has help that says what it is for', async () => {
  const commands = [
    [],
    ['start'],
    ['provider'],
    ['run'],
    ['pay'],
    ['reject'],
    ['clock'],
    ['requests'],
    ['sales-units'],
    ['sales-units', 'create'],
    ['customers'],
    ['customers', 'change'],
    ['webhooks'],
    ['webhooks', 'list'],
    ['verify-webhook'],
    ['logs'],
    ['reset'],
    ['export'],
    ['import'],
  ]
  for (const command of commands) {
    const { code, stdout } = await kvitt([...command, '--help'])
    assert.equal(code, 0)
    assert.match(stdout, /^Usage: kvitt/)
  }
})

test('an unknown command or option exits with 2 and points to --help', async () => {
  for (const argv of [
    ['stat'],
    ['start', '--prot', '1'],
    ['start', '--port', 'http'],
    ['start', '--public-url', 'shop.example:443'],
    ['start', '--public-url', 'ftp://shop.example'],
    ['start', '--public-url', 'https://shop.example/kvitt'],
    ['pay'],
    ['requests', 'acme-shop-1'],
    ['webhooks', 'list', 'acme-shop-1'],
    ['webhooks', 'resend', 'acme-shop-1'],
  ]) {
    const { code, stderr } = await kvitt(argv)
    assert.equal(code, 2, argv.join(' '))
    assert.match(stderr, /--help|error:/)
  }
})

test('SIGTERM and SIGINT stop the server cleanly, and the data is there next time', async () => {
  await using directory = await temporaryDirectory()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    await using server = await startKvitt(['--data', directory.path])
    const merchant = await merchantAt(server.url)
    assert.equal((await merchant.create(`stopped-by-${signal}`)).status, 201)
    assert.equal(await server.stop(signal), 0)
  }
  await using server = await startKvitt(['--data', directory.path])
  const merchant = await merchantAt(server.url)
  assert.equal((await merchant.get('stopped-by-SIGTERM')).status, 200)
  assert.equal((await merchant.get('stopped-by-SIGINT')).status, 200)
})

test('a token that was issued before a restart is still good after it', async () => {
  await using directory = await temporaryDirectory()
  const server = await startKvitt(['--data', directory.path])
  const first = await merchantAt(server.url)
  await first.create('before-restart')
  const port = new URL(server.url).port
  await server.stop('SIGTERM')
  await using again = await startKvitt(['--data', directory.path, '--port', port])
  assert.equal(again.url, server.url)
  assert.equal((await first.get('before-restart')).status, 200)
})

test('a port that is taken is said, with the next one to try', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const { code, stderr } = await kvitt(['start', '--memory', '--port', String(port)])
  other.close()
  assert.equal(code, 1)
  assert.match(stderr, new RegExp(`^Port ${port} is taken.*kvitt start --port`))
})

test('a data directory in use by another process is said, with what to do', async () => {
  await using directory = await temporaryDirectory()
  await using _server = await startKvitt(['--data', directory.path])
  const { code, stderr } = await kvitt(['start', '--port', '0', '--data', directory.path])
  assert.equal(code, 1)
  assert.match(stderr, /in use by another Kvitt.*--data.*--memory/)
})

test('a database that cannot be reached is said without its password', async () => {
  const database = 'postgres://kvitt:very-secret@127.0.0.1:1/kvitt'
  const { code, stderr } = await kvitt(['start', '--port', '0', '--database', database])
  assert.equal(code, 1)
  assert.match(stderr, /PostgreSQL|database/)
  assert.doesNotMatch(stderr, /very-secret/)
  assert.doesNotMatch(stderr, /\n {4}at /)
})

test('a data directory that cannot be used is said, with what to do', async () => {
  await using directory = await temporaryDirectory()
  const file = join(directory.path, 'kvitt.db')
  await writeFile(file, 'a letter to my mother'.repeat(1_000))
  const { code, stderr } = await kvitt(['provider', '--port', '0', '--data', directory.path])
  assert.equal(code, 1)
  assert.match(stderr, /kvitt\.db cannot be opened: file is not a database; .*move it away/)
  assert.doesNotMatch(stderr, /\n {4}at /)
})

test('what is kept is for its owner alone, also in a directory that others may look into', async () => {
  await using directory = await temporaryDirectory()
  await chmod(directory.path, 0o755)
  await using _server = await startKvitt(['--data', directory.path])
  const { mode } = await stat(join(directory.path, 'kvitt.db'))
  assert.equal(mode & 0o777, 0o600)
})

test('to keep nothing and to say where it is kept is a contradiction', async () => {
  const { code, stderr } = await kvitt(['provider', '--memory', '--data', 'somewhere'])
  assert.equal(code, 2)
  assert.match(stderr, /--memory.*--data/)
})

test('an address that others can reach demands an admin token', async () => {
  const { code, stderr } = await kvitt(['start', '--memory', '--port', '0', '--host', '0.0.0.0'])
  assert.equal(code, 2)
  assert.match(stderr, /admin token.*KVITT_ADMIN_TOKEN/)
})

test('with an admin token the control API takes that token alone', async () => {
  await using server = await startKvitt(['--memory'], { KVITT_ADMIN_TOKEN: 'let-me-in' })
  const wrong = await kvitt(['clock', '--url', server.url], { KVITT_ADMIN_TOKEN: 'guess' })
  assert.equal(wrong.code, 1)
  assert.match(wrong.stderr, /admin token/)
  const right = await kvitt(['clock', '--url', server.url], { KVITT_ADMIN_TOKEN: 'let-me-in' })
  assert.equal(right.code, 0, right.stderr)
})

test('a server that does not run is said, with how to start it', async () => {
  const commands = [
    ['pay', 'some-reference'],
    ['clock', 'freeze'],
    ['run', '--', 'true'],
  ]
  for (const [name = '', ...rest] of commands) {
    const { code, stderr } = await kvitt([name, '--url', 'http://127.0.0.1:1', ...rest])
    assert.notEqual(code, 0)
    assert.match(stderr, /kvitt start/, name)
  }
})

test('who has read enough of what is printed ends it, without a complaint', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  await merchant.create('read-by-nobody')
  for (const command of [['requests'], ['logs'], ['export', '-'], ['clock']]) {
    const { code, stderr } = kvittUnread([...command, '--url', server.url])
    assert.doesNotMatch(stderr, /EPIPE|\n {4}at /, command.join(' '))
    assert.equal(code, 0, stderr)
  }
})

test('pay and reject act as the customer, in words and as JSON', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  await merchant.create('to-be-paid')
  await merchant.create('to-be-rejected')
  const at = ['--url', server.url]

  const declined = await kvitt(['pay', 'to-be-paid', '--card', 'empty', ...at])
  assert.equal(declined.code, 1)
  assert.match(declined.stderr, /declined/)
  const paid = await kvitt(['pay', 'to-be-paid', '--card', 'mastercard', ...at])
  assert.equal(paid.stdout, 'to-be-paid (MSN 123456, NOK 499.00) is AUTHORIZED.\n')
  const rejected = await kvitt(['reject', 'to-be-rejected', '--json', ...at])
  assert.equal((JSON.parse(rejected.stdout) as { readonly state: string }).state, 'ABORTED')
  const again = await kvitt(['pay', 'to-be-rejected', ...at])
  assert.equal(again.code, 1)
  assert.match(again.stderr, /no longer valid.*ABORTED/)
  const unknown = await kvitt(['pay', 'no-such-payment', ...at])
  assert.equal(unknown.code, 1)
  assert.match(unknown.stderr, /No sales unit has a payment/)
})

test('pay tells how 3-D Secure ends', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  await merchant.create('step-by-step')
  const pay = (authentication: string) =>
    kvitt(['pay', 'step-by-step', '--authentication', authentication, '--url', server.url])
  const failed = await pay('fail')
  assert.equal(failed.code, 1)
  assert.match(failed.stderr, /3-D Secure.*failed.*CREATED/)
  assert.match((await pay('wait')).stdout, /is CREATED\. The customer is being authenticated/)
  assert.match((await pay('pass')).stdout, /is AUTHORIZED\.$/m)
  assert.equal((await pay('perhaps')).code, 2)
})

test('the clock is shown, frozen, advanced and resumed', async () => {
  await using server = await startKvitt(['--memory'])
  const merchant = await merchantAt(server.url)
  await merchant.create('left-alone')
  const clock = async (...argv: readonly string[]): Promise<{ now: string; frozen: boolean }> => {
    const { code, stdout, stderr } = await kvitt(['clock', ...argv, '--url', server.url, '--json'])
    assert.equal(code, 0, stderr)
    return JSON.parse(stdout) as { now: string; frozen: boolean }
  }
  const frozen = await clock('freeze')
  assert.equal(frozen.frozen, true)
  assert.equal((await clock()).now, frozen.now)
  const advanced = await clock('advance', '14d')
  assert.equal(Date.parse(advanced.now) - Date.parse(frozen.now), 14 * 24 * 60 * 60 * 1_000)
  const payment = (await (await merchant.get('left-alone')).json()) as { readonly state: string }
  assert.equal(payment.state, 'EXPIRED')
  assert.equal((await clock('resume')).frozen, false)
  const nonsense = await kvitt(['clock', 'advance', 'tomorrow', '--url', server.url])
  assert.equal(nonsense.code, 2)
  assert.match(nonsense.stderr, /^tomorrow: .*kvitt clock advance 14d/)
})

test('what lies ahead is listed, and the clock goes to the next of it', async () => {
  await using server = await startKvitt(['--memory'])
  const at = ['--url', server.url]
  const nothing = await kvitt(['clock', 'next', ...at])
  assert.match(nothing.stdout, /^Nothing lies ahead/)
  const nowhere = await kvitt(['clock', 'advance', 'next', ...at])
  assert.deepEqual([nowhere.code, /Nothing lies ahead/.test(nowhere.stderr)], [1, true])
  const merchant = await merchantAt(server.url)
  await merchant.create('left-alone')
  const next = await kvitt(['clock', 'next', ...at])
  assert.match(next.stdout, /^[\d:.TZ-]+ {2}Payment left-alone expires\n$/)
  const gone = await kvitt(['clock', 'advance', 'next', ...at])
  assert.match(gone.stdout, /^Payment left-alone expires\.\nThe environment's clock shows /)
  const payment = (await (await merchant.get('left-alone')).json()) as { readonly state: string }
  assert.equal(payment.state, 'EXPIRED')
  const moment = await kvitt(['clock', 'advance', '2090-01-01T00:00:00Z', ...at])
  assert.deepEqual([moment.code, /3650d/.test(moment.stderr)], [2, true])
})
