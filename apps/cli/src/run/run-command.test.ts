import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { chmod, mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { createServer as createTlsServer } from 'node:tls'

import { issueCertificates } from './certificate-authority.ts'
import { type RecordedRequest, startRecordingServer } from './clients/recording-server.ts'
import { runCommand, RunError } from './run-command.ts'
import { listenOnLoopback } from './sockets.ts'

const hasTerminal = [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY)

type Command = readonly [string, ...string[]]

/** A program that posts what `expression` gives to a redirected host, as JSON. */
function posting(expression: string): Command {
  return script(`
    await fetch('https://api.vipps.no/', { method: 'POST', body: JSON.stringify(${expression}) })
  `)
}

function script(source: string): Command {
  return [process.execPath, '--input-type=module', '--eval', source]
}

async function run(
  command: Command,
  options: { environment?: NodeJS.ProcessEnv; onRequest?: (request: RecordedRequest) => void } = {},
): Promise<{ exitCode: number; notices: readonly string[]; bodies: readonly string[] }> {
  await using server = await startRecordingServer(options.onRequest)
  const notices: string[] = []
  const exitCode = await runCommand({
    url: server.url,
    command,
    environment: { ...process.env, ...options.environment },
    onNotice: (line) => notices.push(line),
  })
  return { exitCode, notices, bodies: server.requests.map(({ body }) => body) }
}

for (const exitCode of [0, 3]) {
  test(`returns the command's exit code ${exitCode}`, async () => {
    const result = await run(script(`process.exitCode = ${exitCode}`))
    assert.deepEqual(result, { exitCode, notices: [], bodies: [] })
  })
}

test('returns 128 + n when signal n ended the command', async () => {
  const { exitCode } = await run(script(`process.kill(process.pid, 'SIGKILL')`))
  assert.equal(exitCode, 128 + 9)
})

test('returns 127 when there is no such command', async () => {
  const { exitCode, notices } = await run(['kvitt-no-such-command', 'word'])
  assert.equal(exitCode, 127)
  assert.match(notices.join('\n'), /^there is no command kvitt-no-such-command\. Is it installed/)
})

test('returns 127 and shows how, when the command is a whole shell line', async () => {
  const { exitCode, notices } = await run(['kvitt-no-such-command --word'])
  assert.equal(exitCode, 127)
  assert.match(notices.join('\n'), /kvitt run -- sh -c "kvitt-no-such-command --word"$/)
})

test('returns 126 when the command cannot be executed', async () => {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'kvitt-test-'))
  const path = join(directory.path, 'program')
  await writeFile(path, 'not a program')
  await chmod(path, 0o600)
  const { exitCode, notices } = await run([path])
  assert.equal(exitCode, 126)
  assert.match(notices.join('\n'), /^cannot execute .*program/)
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  const isTerminals = signal === 'SIGINT' && hasTerminal
  const skip = isTerminals ? 'in a terminal the command gets SIGINT without our help' : false
  test(`passes ${signal} on, and the command decides what comes of it`, { skip }, async () => {
    const listeners = process.listenerCount(signal)
    const { exitCode } = await run(
      script(`
        const alive = setInterval(() => {}, 60_000)
        process.on('${signal}', () => { clearInterval(alive); process.exitCode = 7 })
        await fetch('https://api.vipps.no/ready')
      `),
      // The request says that the command listens to the signal.
      { onRequest: () => process.kill(process.pid, signal) },
    )
    assert.equal(exitCode, 7)
    assert.equal(process.listenerCount(signal), listeners)
  })
}

test('leaves nothing behind', async () => {
  const { bodies } = await run(posting('process.env.KVITT_RUN_CA_CERTIFICATE'))
  const directory = dirname(JSON.parse(bodies[0] ?? '') as string)
  assert.match(directory, /kvitt-run-/)
  assert.equal(existsSync(directory), false)
})

test("keeps the user's NODE_OPTIONS in force", async () => {
  const { exitCode, bodies } = await run(posting('{ title: process.title }'), {
    environment: { NODE_OPTIONS: '--title=butikk' },
  })
  assert.equal(exitCode, 0)
  assert.deepEqual(bodies, ['{"title":"butikk"}'])
})

test('a whole tree of programs reaches Kvitt', async () => {
  const inner = posting('{ depth: 2 }')
  const { exitCode, bodies } = await run(
    script(`
      const { spawnSync } = await import('node:child_process')
      const [file, ...words] = ${JSON.stringify(inner)}
      process.exitCode = spawnSync(file, words, { stdio: 'inherit' }).status
    `),
  )
  assert.equal(exitCode, 0)
  assert.deepEqual(bodies, ['{"depth":2}'])
})

test('another host keeps its own certificate, and hears nothing of Kvitt', async () => {
  const { authority, certificate, privateKey } = await issueCertificates(
    ['shop.example'],
    new Date(),
  )
  await using directory = await mkdtempDisposable(join(tmpdir(), 'kvitt-test-'))
  const authorityPath = join(directory.path, 'authority.pem')
  await writeFile(authorityPath, authority)
  const shop = createTlsServer({ cert: certificate, key: privateKey }, (socket) => {
    socket.end('from the shop')
  })
  await using server = await listenOnLoopback(shop, 8)
  const { exitCode, bodies } = await run(
    script(`
      import assert from 'node:assert/strict'
      import { once } from 'node:events'
      import { request } from 'node:http'
      import { connect } from 'node:tls'
      const { hostname, port } = new URL(process.env.HTTPS_PROXY)
      const path = '127.0.0.1:${server.port}'
      const tunnel = request({ agent: false, hostname, port, method: 'CONNECT', path }).end()
      const [, socket] = await once(tunnel, 'connect')
      const client = connect({ socket, servername: 'shop.example' })
      assert.equal(Buffer.concat(await client.toArray()).toString(), 'from the shop')
    `),
    { environment: { NODE_EXTRA_CA_CERTS: authorityPath } },
  )
  assert.equal(exitCode, 0)
  assert.deepEqual(bodies, [])
})

test('a client is told what to do when the server stops during the run', async () => {
  const server = await startRecordingServer(() => void server[Symbol.asyncDispose]())
  const exitCode = await runCommand({
    url: server.url,
    command: script(`
      import assert from 'node:assert/strict'
      import { request } from 'node:https'
      const get = () =>
        new Promise((resolve) => {
          const outgoing = request('https://api.vipps.no/', { agent: false })
          outgoing.on('response', resolve).on('error', resolve).end()
        })
      await get()
      const answer = await get()
      assert.equal(answer.statusCode, 502)
      const { message } = JSON.parse(Buffer.concat(await answer.toArray()))
      assert.match(message, /npm start/)
    `),
    environment: process.env,
  })
  assert.equal(exitCode, 0)
})

test('says what to do when no server answers, and starts nothing', async () => {
  const server = await startRecordingServer()
  await server[Symbol.asyncDispose]()
  await assert.rejects(
    runCommand({ url: server.url, command: ['kvitt-no-such-command'], environment: {} }),
    (error) => {
      assert.ok(error instanceof RunError)
      assert.equal(error.code, 'SERVER_UNREACHABLE')
      assert.match(
        error.message,
        /^No Kvitt server answers at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED/,
      )
      assert.match(error.message, /`npm start` or `kvitt start`.*--url/)
      return true
    },
  )
})

for (const url of [
  'ftp://localhost',
  'http://localhost:8080/base',
  'http://user:secret@localhost:8080',
  'http://localhost:8080/?x',
  'https://api.vipps.no',
]) {
  test(`refuses ${url} as the address of a server`, async () => {
    const running = runCommand({ url: new URL(url), command: ['true'], environment: {} })
    await assert.rejects(running, { name: 'RunError', code: 'URL_UNUSABLE', message: /--url/ })
  })
}
