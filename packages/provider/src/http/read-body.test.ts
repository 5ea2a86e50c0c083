import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { BODY_BYTES_MAX, readBody, UnreadableBodyError } from './read-body.ts'

/** A POST with a body of these chunks, its length unsaid unless it is given. */
function post(chunks: readonly Uint8Array[], contentLength?: number): Request {
  return new Request('http://localhost/', {
    method: 'POST',
    body: ReadableStream.from(chunks),
    duplex: 'half',
    headers: contentLength === undefined ? {} : { 'Content-Length': String(contentLength) },
  })
}

/** The same bytes, once with their length and once without. */
function bothWays(...chunks: readonly Uint8Array[]): readonly Request[] {
  const length = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0)
  return [post(chunks, length), post(chunks)]
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

describe('a body', () => {
  test('that is not there is empty', async () => {
    assert.equal(await readBody(new Request('http://localhost/')), '')
    assert.equal(await readBody(new Request('http://localhost/', { method: 'POST' })), '')
    const announced = { method: 'POST', headers: { 'Content-Length': '0' } }
    assert.equal(await readBody(new Request('http://localhost/', announced)), '')
    for (const request of bothWays()) assert.equal(await readBody(request), '')
  })

  test('may be as large as is allowed', async () => {
    const half = new Uint8Array(BODY_BYTES_MAX / 2).fill(0x61)
    for (const request of bothWays(half, half)) {
      assert.equal((await readBody(request))?.length, BODY_BYTES_MAX)
    }
  })

  test('is refused when it is one byte larger', async () => {
    const most = new Uint8Array(BODY_BYTES_MAX).fill(0x61)
    for (const request of bothWays(most, bytesOf('b'))) {
      assert.equal(await readBody(request), undefined)
    }
  })

  test('is counted in bytes, not in characters', async () => {
    const character = bytesOf('€')
    const count = Math.floor(BODY_BYTES_MAX / character.byteLength) + 1
    for (const request of bothWays(bytesOf('€'.repeat(count)))) {
      assert.equal(await readBody(request), undefined)
    }
  })

  test('without end is let go of once it is too large', async () => {
    let sent = 0
    let isLetGo = false
    const chunk = new Uint8Array(64 * 1024)
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.byteLength
        controller.enqueue(chunk)
      },
      cancel: () => void (isLetGo = true),
    })
    const init = { method: 'POST', body, duplex: 'half' } as const
    assert.equal(await readBody(new Request('http://localhost/', init)), undefined)
    assert.ok(isLetGo)
    assert.ok(sent <= 40 * BODY_BYTES_MAX, `${sent} bytes`)
  })

  test('keeps its characters, wherever its chunks break', async () => {
    const text = '{"navn":"Bjørn Åge ☕ \u{1f600}"}'
    const bytes = Array.from(bytesOf(text), (byte) => Uint8Array.of(byte))
    for (const request of bothWays(...bytes)) assert.equal(await readBody(request), text)
  })

  test('that is no UTF-8 is refused, wherever it breaks', async () => {
    for (const request of bothWays(bytesOf('a'), Uint8Array.of(0xff), bytesOf('b'))) {
      await assert.rejects(readBody(request), UnreadableBodyError)
    }
    const cutOff = bytesOf('ø').slice(0, 1)
    for (const request of bothWays(bytesOf('a'), cutOff)) {
      await assert.rejects(readBody(request), UnreadableBodyError)
    }
  })

  test('loses the mark that some clients put before it', async () => {
    for (const request of bothWays(Uint8Array.of(0xef, 0xbb, 0xbf), bytesOf('{}'))) {
      assert.equal(await readBody(request), '{}')
    }
  })
})
