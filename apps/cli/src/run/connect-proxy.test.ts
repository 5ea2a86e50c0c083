import assert from 'node:assert/strict'
import { once } from 'node:events'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
} from 'node:http'
import { connect, createServer, type Socket } from 'node:net'
import { test } from 'node:test'

import { startConnectProxy } from './connect-proxy.ts'
import { listenOnLoopback, type LoopbackServer } from './sockets.ts'
import type { UpstreamProxy, UserProxy } from './user-proxy.ts'

/** A port of loopback where nobody listens: it was just given back. */
const CLOSED_PORT = await closedPort()
const NO_PROXY: UserProxy = { forHttps: () => undefined, forHttp: () => undefined }

for (const authority of [
  'apitest.vipps.no:443',
  'api.vipps.no:443',
  'APITEST.Vipps.NO:443',
  'apitest.vipps.no.:443',
]) {
  test(`a tunnel to ${authority} leads to the TLS port`, async () => {
    await using tls = await startServer((socket) => socket.end('from the TLS port'))
    await using proxy = await startProxy({ tlsPort: tls.port })
    assert.match(
      await exchange(proxy, connectTo(authority)),
      /^HTTP\/1\.1 200 .*from the TLS port$/s,
    )
  })
}

test("the user's own proxy never sees the redirected hosts", async () => {
  await using tls = await startServer((socket) => socket.end('from the TLS port'))
  await using upstream = await startServer(() => assert.fail('the other proxy was asked'))
  await using proxy = await startProxy({ tlsPort: tls.port, userProxy: via(upstream) })
  const answer = await exchange(proxy, connectTo('api.vipps.no:443'))
  assert.match(answer, /from the TLS port$/)
})

test('any other tunnel carries bytes unchanged, and half-closed gets its answer', async () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, value) => value))
  await using other = await startServer(async (socket) => {
    socket.end((await readBytes(socket)).reverse())
  })
  await using proxy = await startProxy({})
  const client = await open(proxy)
  client.write(connectTo(`127.0.0.1:${other.port}`))
  const [established] = (await once(client, 'data')) as [Buffer]
  assert.equal(established.toString(), 'HTTP/1.1 200 Connection Established\r\n\r\n')
  client.end(bytes)
  assert.deepEqual(await readBytes(client), Buffer.from(bytes).reverse())
})

test('bytes that come along with the CONNECT are carried, too', async () => {
  await using other = await startServer((socket) => {
    socket.once('data', (chunk) => socket.end(chunk))
  })
  await using proxy = await startProxy({})
  const answer = await exchange(proxy, `${connectTo(`127.0.0.1:${other.port}`)}early`)
  assert.match(answer, /\r\n\r\nearly$/)
})

test("other tunnels go through the user's own proxy, which answers for itself", async () => {
  await using upstream = await startServer((socket) => {
    socket.once('data', (request) => socket.end(`HTTP/1.1 418 Upstream\r\n\r\n${String(request)}`))
  })
  await using proxy = await startProxy({ userProxy: via(upstream, 'Basic b2xhOnNlY3JldA==') })
  assert.equal(
    await exchange(proxy, connectTo('[2001:db8::1]:443')),
    'HTTP/1.1 418 Upstream\r\n\r\nCONNECT [2001:db8::1]:443 HTTP/1.1\r\n' +
      'Host: [2001:db8::1]:443\r\nProxy-Authorization: Basic b2xhOnNlY3JldA==\r\n\r\n',
  )
})

for (const authority of ['no-port', 'host:0', 'host:65536', 'user@host:443', '[::1:443']) {
  test(`refuses a tunnel to ${authority}`, async () => {
    await using proxy = await startProxy({})
    const answer = await exchange(proxy, connectTo(authority))
    assert.match(answer, /^HTTP\/1\.1 400 .*CONNECT needs host:port/s)
  })
}

test('answers 502 when the other end of a tunnel cannot be reached', async () => {
  await using proxy = await startProxy({})
  const answer = await exchange(proxy, connectTo(`127.0.0.1:${CLOSED_PORT}`))
  assert.match(answer, /^HTTP\/1\.1 502 .*\{"statusCode":502,"message":".*ECONNREFUSED/s)
})

for (const scheme of ['http', 'https']) {
  test(`a whole ${scheme}:// request to a redirected host goes to Kvitt`, async () => {
    await using target = await startHttpServer((request, response) => {
      const { method, url, rawHeaders } = request
      response.end(JSON.stringify({ method, url, rawHeaders: rawHeaders.slice(0, 4) }))
    })
    await using proxy = await startProxy({ targetPort: target.port })
    const answer = await exchange(
      proxy,
      `PUT ${scheme}://apitest.vipps.no/a/../b%2f?c=d HTTP/1.1\r\nHost: apitest.vipps.no\r\n` +
        'Proxy-Connection: keep-alive\r\nProxy-Authorization: Basic eA==\r\nX-Mixed: Case\r\n' +
        'X-Hop: 1\r\nConnection: close, x-hop\r\nContent-Length: 0\r\n\r\n',
    )
    assert.deepEqual(JSON.parse(bodyOf(answer)), {
      method: 'PUT',
      url: '/a/../b%2f?c=d',
      rawHeaders: ['Host', 'apitest.vipps.no', 'X-Mixed', 'Case'],
    })
  })
}

test('a whole request to another host goes there, its body chunk-coded as it came', async () => {
  await using other = await startHttpServer(async (request, response) => {
    const body = await readBody(request)
    response.writeHead(203, 'Ja', ['X-Answer', 'Other', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2'])
    response.end(`${request.headers['transfer-encoding']} ${body}`)
  })
  await using proxy = await startProxy({})
  const answer = await exchange(
    proxy,
    `POST http://127.0.0.1:${other.port}/x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n` +
      'Transfer-Encoding: chunked\r\n\r\n5\r\nhallo\r\n0\r\n\r\n',
  )
  assert.match(
    answer,
    /^HTTP\/1\.1 203 Ja\r\nX-Answer: Other\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2/,
  )
  assert.match(answer, /chunked hallo/)
})

test('passes on 100 Continue only when the server says it', async () => {
  const server = createHttpServer()
  server.on('checkContinue', (request, response) => {
    response.writeContinue()
    void readBody(request).then((body) => response.end(body))
  })
  await using target = await listenOnLoopback(server, 8)
  await using proxy = await startProxy({ targetPort: target.port })
  const client = await open(proxy)
  client.write(
    'POST http://api.vipps.no/ HTTP/1.1\r\nHost: api.vipps.no\r\nConnection: close\r\n' +
      'Expect: 100-continue\r\nContent-Length: 5\r\n\r\n',
  )
  const [interim] = (await once(client, 'data')) as [Buffer]
  assert.equal(interim.toString(), 'HTTP/1.1 100 Continue\r\n\r\n')
  client.write('hallo')
  assert.equal(bodyOf(await readAll(client)), 'hallo')
})

test("whole requests to other hosts go through the user's own proxy", async () => {
  await using upstream = await startHttpServer((request, response) => {
    response.end(`${request.url} ${request.headers['proxy-authorization']}`)
  })
  await using proxy = await startProxy({ userProxy: via(upstream, 'Basic b2xhOnNlY3JldA==') })
  for (const url of ['http://shop.example/a', 'https://shop.example/a']) {
    const answer = await exchange(
      proxy,
      `GET ${url} HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n`,
    )
    assert.equal(bodyOf(answer), `${url} Basic b2xhOnNlY3JldA==`)
  }
})

test('a WebSocket passes', async () => {
  const server = createHttpServer()
  server.on('upgrade', (request, socket, head) => {
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n`)
    socket.end(`${request.url} ${request.headers['sec-websocket-key']} ${String(head)}`)
  })
  await using target = await listenOnLoopback(server, 8)
  await using proxy = await startProxy({})
  const answer = await exchange(
    proxy,
    `GET http://127.0.0.1:${target.port}/socket HTTP/1.1\r\nHost: 127.0.0.1\r\n` +
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: eA==\r\n\r\nfirst',
  )
  assert.match(answer, /^HTTP\/1\.1 101 .*\/socket eA== first$/s)
})

test('answers 502 and what to do when Kvitt is down', async () => {
  await using proxy = await startProxy({ targetPort: CLOSED_PORT })
  const answer = await exchange(
    proxy,
    'GET http://api.vipps.no/ HTTP/1.1\r\nHost: api.vipps.no\r\nConnection: close\r\n\r\n',
  )
  assert.match(answer, /^HTTP\/1\.1 502 /)
  assert.match(bodyOf(answer), /"statusCode":502,"message":"No Kvitt server answers .*npm start/)
})

test('cuts its answer off where the server did', async () => {
  await using other = await startServer((socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf'))
  })
  await using proxy = await startProxy({})
  const answer = await exchange(
    proxy,
    `GET http://127.0.0.1:${other.port}/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`,
  )
  assert.match(answer, /Content-Length: 99.*half$/s)
})

test('has no pages of its own', async () => {
  await using proxy = await startProxy({})
  const request = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n'
  assert.match(await exchange(proxy, `${request}\r\n`), /^HTTP\/1\.1 400 .*no pages of its own/s)
})

test('refuses headers without end', async () => {
  await using proxy = await startProxy({})
  const request = `GET http://shop.example/ HTTP/1.1\r\nX-Long: ${'a'.repeat(20_000)}`
  assert.match(await exchange(proxy, request), /^HTTP\/1\.1 431 /)
})

test('closes both connections of a tunnel when it stops', async () => {
  const otherClosed = Promise.withResolvers<void>()
  await using other = await startServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('end', () => otherClosed.resolve()).resume()
  })
  const proxy = await startProxy({})
  const client = await open(proxy)
  client.write(connectTo(`127.0.0.1:${other.port}`))
  await once(client, 'data')
  client.resume()
  const closed = once(client, 'end')
  await proxy[Symbol.asyncDispose]()
  await closed
  await otherClosed.promise
  client.destroy()
})

async function startProxy(options: {
  targetPort?: number
  tlsPort?: number
  userProxy?: UserProxy
}): Promise<LoopbackServer> {
  const { targetPort = CLOSED_PORT, tlsPort = CLOSED_PORT, userProxy = NO_PROXY } = options
  return await startConnectProxy({
    target: new URL(`http://127.0.0.1:${targetPort}`),
    tlsPort,
    userProxy,
  })
}

function via(server: LoopbackServer, authorization?: string): UserProxy {
  const proxy: UpstreamProxy = {
    host: '127.0.0.1',
    port: server.port,
    secure: false,
    authorization,
  }
  return { forHttps: () => proxy, forHttp: () => proxy }
}

async function startServer(onSocket: (socket: Socket) => unknown): Promise<LoopbackServer> {
  const server = createServer({ allowHalfOpen: true }, (socket) => void onSocket(socket))
  return await listenOnLoopback(server, 8)
}

async function startHttpServer(
  listener: (...exchange: Parameters<RequestListener>) => unknown,
): Promise<LoopbackServer> {
  const server = createHttpServer((request, response) => void listener(request, response))
  return await listenOnLoopback(server, 8)
}

async function readBody(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await request.toArray()).toString()
}

async function closedPort(): Promise<number> {
  await using server = await startServer(() => undefined)
  return server.port
}

function connectTo(authority: string): string {
  return `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`
}

async function open(proxy: LoopbackServer): Promise<Socket> {
  const socket = connect({ host: '127.0.0.1', port: proxy.port, allowHalfOpen: true })
  await once(socket, 'connect')
  return socket
}

/** Sends bytes and returns all that comes back until the other side ends. */
async function exchange(proxy: LoopbackServer, bytes: string): Promise<string> {
  const socket = await open(proxy)
  socket.write(bytes)
  const answer = await readAll(socket)
  socket.end()
  return answer
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

/** The body of an answer, without the lines around its only chunk if it has chunks. */
function bodyOf(answer: string): string {
  const body = answer.slice(answer.lastIndexOf('\r\n\r\n', answer.length - 5) + 4)
  return /^[\da-f]+\r\n(.*)\r\n0\r\n\r\n$/s.exec(body)?.[1] ?? body
}
