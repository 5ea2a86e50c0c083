import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { test } from 'node:test'
import {
  connect as connectTls,
  type ConnectionOptions,
  createServer as createTlsServer,
  getCACertificates,
  setDefaultCACertificates,
  type TLSSocket,
} from 'node:tls'

import { issueCertificates } from './certificate-authority.ts'
import { listenOnLoopback, type LoopbackServer } from './sockets.ts'
import { startTlsTerminator } from './tls-terminator.ts'

const HOSTS = ['apitest.vipps.no', 'api.vipps.no'] as const
const certificates = await issueCertificates(HOSTS, new Date())
const local = await issueCertificates(['localhost'], new Date())
setDefaultCACertificates([...getCACertificates(), local.authority])

const hasCurl = spawnSync('curl', ['--version']).status === 0
const CURL_DISTRUSTS = 60

/** A request that no HTTP library would write, so that a rewritten one shows. */
const REQUEST =
  'POST /checkout/v3/../v3/session HTTP/1.1\r\nhOsT:  apitest.vipps.no\r\nX-Twice: 1\r\n' +
  'x-twice: 2\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n5;note="æ"\r\nhallo\r\n0\r\n\r\n'
const ANSWER =
  'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 Fint\r\nserver: kvitt\r\n\r\nuntil the end'

test('carries bytes both ways unchanged, past the end of the request', async () => {
  const received = Promise.withResolvers<string>()
  await using target = await startTarget(async (socket) => {
    received.resolve(await readAll(socket))
    socket.end(ANSWER)
  })
  await using terminator = await start(target)
  const client = await connect(terminator, { servername: 'apitest.vipps.no' })
  client.end(REQUEST)
  assert.equal(await readAll(client), ANSWER)
  assert.equal(await received.promise, REQUEST)
})

test('carries more than the buffers hold, in both directions', async () => {
  await using target = await startTarget((socket) => void socket.pipe(socket))
  await using terminator = await start(target)
  const client = await connect(terminator)
  const bytes = Buffer.alloc(4 * 1024 * 1024, 'kvitt')
  client.end(bytes)
  assert.ok(bytes.equals(await readBytes(client)))
})

for (const servername of HOSTS) {
  test(`answers as ${servername}, with HTTP/1.1 whatever the client prefers`, async () => {
    await using target = await startTarget((socket) => socket.end())
    await using terminator = await start(target)
    const client = await connect(terminator, { servername, ALPNProtocols: ['h2', 'http/1.1'] })
    assert.equal(client.alpnProtocol, 'http/1.1')
    client.destroy()
  })
}

test('refuses a client that speaks HTTP/2 alone', async () => {
  await using target = await startTarget((socket) => socket.end())
  await using terminator = await start(target)
  await assert.rejects(connect(terminator, { ALPNProtocols: ['h2'] }), /no application protocol/i)
})

test('carries to a target that speaks TLS itself', async () => {
  await using target = await startTlsTarget((socket) => void socket.pipe(socket))
  await using terminator = await startTlsTerminator({
    target: new URL(`https://localhost:${target.port}`),
    certificates,
    onNotice: (line) => assert.fail(line),
  })
  const client = await connect(terminator)
  client.end(REQUEST)
  assert.equal(await readAll(client), REQUEST)
})

test('carries nothing to a target whose certificate is for another name', async () => {
  await using target = await startTlsTarget(() => assert.fail('the target was believed'))
  await using terminator = await startTlsTerminator({
    target: new URL(`https://127.0.0.1:${target.port}`),
    certificates,
    onNotice: (line) => assert.fail(line),
  })
  const client = await connect(terminator)
  client.write(REQUEST)
  assert.match(await readAll(client), /^HTTP\/1\.1 502 .*ERR_TLS_CERT_ALTNAME_INVALID/s)
})

test('answers 502 and what to do when the target is down', async () => {
  const target = await startTarget(() => undefined)
  await target[Symbol.asyncDispose]()
  await using terminator = await start(target)
  const client = await connect(terminator)
  client.write('POST / HTTP/1.1\r\nContent-Length: 2\r\n\r\n{')
  const [head = '', body = ''] = (await readAll(client)).split('\r\n\r\n')
  assert.match(head, /^HTTP\/1\.1 502 Bad Gateway\r\nContent-Type: application\/json/)
  const problem = JSON.parse(body) as { statusCode: number; message: string }
  assert.equal(problem.statusCode, 502)
  assert.match(problem.message, /No Kvitt server answers .*ECONNREFUSED.*npm start.*--url/)
})

test('breaks off when the target does', async () => {
  await using target = await startTarget((socket) => {
    socket.once('data', () => socket.resetAndDestroy())
  })
  await using terminator = await start(target)
  const client = await connect(terminator)
  client.on('error', () => undefined)
  client.write(REQUEST)
  client.resume()
  await once(client, 'close')
})

test('lets go of the target when the client breaks off', async () => {
  const closed = Promise.withResolvers<void>()
  const client = Promise.withResolvers<TLSSocket>()
  await using target = await startTarget((socket) => {
    socket.once('end', () => socket.end())
    socket.once('data', () => void client.promise.then((connected) => connected.destroy()))
    socket.once('close', () => closed.resolve())
  })
  await using terminator = await start(target)
  const socket = await connect(terminator)
  client.resolve(socket)
  socket.write(REQUEST)
  await closed.promise
})

test(
  'says once that a client does not trust the certificate',
  { skip: hasCurl ? false : 'curl is not on PATH' },
  async () => {
    const notices: string[] = []
    const noticed = Promise.withResolvers<void>()
    await using target = await startTarget((socket) => socket.end())
    await using terminator = await startTlsTerminator({
      target: new URL(`http://127.0.0.1:${target.port}`),
      certificates,
      onNotice: (line) => {
        notices.push(line)
        noticed.resolve()
      },
    })
    const origin = `api.vipps.no:${terminator.port}`
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const words = `--silent --noproxy * --resolve ${origin}:127.0.0.1 https://${origin}/`
      const curl = spawn('curl', words.split(' '))
      const [exitCode] = await once(curl, 'exit')
      assert.equal(exitCode, CURL_DISTRUSTS)
    }
    await noticed.promise
    assert.equal(notices.length, 1)
    assert.match(notices[0] ?? '', /does not trust .* KVITT_RUN_CA_CERTIFICATE/)
  },
)

async function startTarget(onSocket: (socket: Socket) => unknown): Promise<LoopbackServer> {
  const server: Server = createServer({ allowHalfOpen: true }, (socket) => void onSocket(socket))
  return await listenOnLoopback(server, 8)
}

async function startTlsTarget(onSocket: (socket: Socket) => unknown): Promise<LoopbackServer> {
  const { certificate: cert, privateKey: key } = local
  const server = createTlsServer({ cert, key, allowHalfOpen: true }, (socket) => {
    void onSocket(socket)
  })
  server.on('tlsClientError', () => undefined)
  return await listenOnLoopback(server, 8)
}

async function start(target: LoopbackServer): Promise<LoopbackServer> {
  return await startTlsTerminator({
    target: new URL(`http://127.0.0.1:${target.port}`),
    certificates,
    onNotice: (line) => assert.fail(line),
  })
}

async function connect(
  terminator: LoopbackServer,
  options: ConnectionOptions = {},
): Promise<TLSSocket> {
  const socket = connectTls({
    host: '127.0.0.1',
    port: terminator.port,
    servername: 'api.vipps.no',
    ca: certificates.authority,
    ...options,
  })
  await once(socket, 'secureConnect')
  return socket
}

async function readAll(socket: Socket): Promise<string> {
  return (await readBytes(socket)).toString()
}

/** Reads until the other side ends; unlike `toArray`, it leaves this side open. */
async function readBytes(socket: Socket): Promise<Buffer> {
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(socket, 'end')
  return Buffer.concat(chunks)
}
