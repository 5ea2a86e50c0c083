import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'

/** An answer as it came over a connection. */
export interface RawAnswer {
  readonly status: number
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** The parts of a request, in the order in which they are written. */
export type Part = string | Uint8Array

/** Opens a connection to the server at `url`. */
export async function connectionTo(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  // A server may close before everything is written: what it said counts.
  socket.on('error', () => {})
  return socket
}

/** Sends bytes as they are and reads every answer until the server closes the connection. */
export async function rawAnswers(
  url: string,
  parts: readonly Part[],
  { halfClose = false }: { readonly halfClose?: boolean } = {},
): Promise<readonly RawAnswer[]> {
  const socket = await connectionTo(url)
  const received = buffer(socket).catch(() => Buffer.alloc(0))
  for (const part of parts) socket.write(part)
  if (halfClose) socket.end()
  return answersIn(await received)
}

/** Sends bytes as they are and reads the one answer that they get. */
export async function rawAnswer(
  url: string,
  parts: readonly Part[],
  options?: { readonly halfClose?: boolean },
): Promise<RawAnswer> {
  const [answer, ...others] = await rawAnswers(url, parts, options)
  assert.ok(answer, 'the connection was closed without an answer')
  assert.equal(others.length, 0)
  return answer
}

/** A request whose connection ends with its answer. */
export function rawRequest(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = '',
): readonly Part[] {
  const isChunked = 'Transfer-Encoding' in headers
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
  const all = {
    Host: 'localhost',
    Connection: 'close',
    ...(length > 0 && !isChunked && { 'Content-Length': String(length) }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return [`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, body]
}

/** The answers in a stream of bytes, interim ones too. */
function answersIn(bytes: Buffer): readonly RawAnswer[] {
  const text = bytes.toString('latin1')
  const answers: RawAnswer[] = []
  let at = 0
  while (at < text.length) {
    const head = text.slice(at, text.indexOf('\r\n\r\n', at))
    const [statusLine = '', ...lines] = head.split('\r\n')
    const headers = new Map(
      lines.map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
      }),
    )
    const start = at + head.length + 4
    const length = Number(headers.get('content-length') ?? 0)
    const body = Buffer.from(text.slice(start, start + length), 'latin1').toString()
    answers.push({ status: Number(statusLine.split(' ')[1]), headers, body })
    at = start + length
  }
  return answers
}
