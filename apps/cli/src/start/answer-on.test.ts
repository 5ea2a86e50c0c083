import assert from 'node:assert/strict'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import { ConnectionDroppedError, TruncatedResponse } from '@kvitt/provider'
import { createHttpServer } from './http-server.ts'

/** Everything that a client gets over a connection until it ends. */
async function received(answer: Parameters<typeof createHttpServer>[0]): Promise<string> {
  const server = createHttpServer(answer, { requestTimeoutMs: 60_000 })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    return await text(socket)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

test('an answer goes out whole', async () => {
  const answer = await received(() => Promise.resolve(new Response('{"a":1}', { status: 201 })))
  assert.match(answer, /^HTTP\/1\.1 201 /)
  assert.match(answer, /\r\n\r\n\{"a":1\}$/)
})

test('a dropped connection ends without an answer', async () => {
  const dropped = new ConnectionDroppedError('dropped')
  assert.equal(await received(() => Promise.reject(dropped)), '')
})

test('a truncated answer announces all of its body and sends half', async () => {
  const whole = new TextEncoder().encode('{"reference":"acme"}')
  const json = { headers: { 'Content-Type': 'application/json' } }
  const answer = await received(() =>
    Promise.resolve(new TruncatedResponse(whole, new Response(null, json))),
  )
  assert.match(answer, /content-length: 20\r\n/i)
  assert.match(answer, /\r\n\r\n\{"referenc$/)
})

test('an answer that is broken off in the middle has no end', async () => {
  const pieces = ['heading\r\n', 'line\r\n']
  const answer = await received((_request, { breakOff }) => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        const piece = pieces.shift()
        if (piece !== undefined) return controller.enqueue(new TextEncoder().encode(piece))
        breakOff()
        controller.close()
      },
    })
    return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'text/csv' } }))
  })
  assert.match(answer, /^HTTP\/1\.1 200 .*transfer-encoding: chunked/is)
  // The chunk of length 0 says that a body is whole.
  assert.doesNotMatch(answer, /\r\n0\r\n/)
})
