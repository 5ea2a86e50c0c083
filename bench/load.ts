import { connect, type Socket } from 'node:net'

/** One request of a connection's loop. */
export interface Shot {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: string
  readonly body?: string
  readonly expect: number
}

/** What a connection does next; `turn` counts its shots, `connection` names it. */
export type Aim = (connection: number, turn: number) => Shot

export interface LoadResult {
  readonly requests: number
  readonly perSecond: number
  /** Milliseconds that one in a hundred answers took longer than. */
  readonly p99Ms: number
}

const HEADERS_END = '\r\n\r\n'

/**
 * Loads a server over plain keep-alive connections, one request at a time on each, until
 * `requestsMax` are answered or `durationMs` has passed. Throws on an unexpected status.
 *
 * Written on bare sockets because on two cores a general HTTP client is slower than the bare
 * server it would measure, and every ratio would look better than it is.
 */
export async function load(options: {
  readonly port: number
  readonly connections: number
  readonly aim: Aim
  readonly durationMs?: number
  readonly requestsMax?: number
}): Promise<LoadResult> {
  const { port, connections, aim, durationMs = Infinity, requestsMax = Infinity } = options
  const latenciesMs: number[] = []
  const started = performance.now()
  let sent = 0
  const mayShoot = (): boolean =>
    sent < requestsMax && performance.now() - started < durationMs && ++sent > 0
  const gunners = Array.from({ length: connections }, (_, connection) =>
    shoot(port, connection, aim, mayShoot, latenciesMs),
  )
  await Promise.all(gunners)
  const seconds = (performance.now() - started) / 1_000
  latenciesMs.sort((left, right) => left - right)
  return {
    requests: latenciesMs.length,
    perSecond: latenciesMs.length / seconds,
    p99Ms: latenciesMs[Math.floor(latenciesMs.length * 0.99)] ?? 0,
  }
}

function shoot(
  port: number,
  connection: number,
  aim: Aim,
  mayShoot: () => boolean,
  latenciesMs: number[],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let turn = 0
    let shot: Shot | undefined
    let sentAt = 0
    let received = ''
    const next = (): void => {
      if (!mayShoot()) {
        socket.destroy()
        resolve()
        return
      }
      shot = aim(connection, turn)
      turn += 1
      sentAt = performance.now()
      socket.write(requestText(shot, port))
    }
    socket.setEncoding('latin1')
    socket.on('connect', next)
    socket.on('error', reject)
    socket.on('data', (chunk: string) => {
      received += chunk
      if (!isWhole(received)) return
      latenciesMs.push(performance.now() - sentAt)
      const answer = received
      received = ''
      if (shot && Number(answer.slice(9, 12)) === shot.expect) next()
      else fail(socket, reject, shot, answer)
    })
  })
}

function fail(
  socket: Socket,
  reject: (error: Error) => void,
  shot: Shot | undefined,
  answer: string,
): void {
  socket.destroy()
  reject(new Error(`${shot?.method} ${shot?.path} was answered\n${answer}`))
}

function requestText({ method, path, headers, body }: Shot, port: number): string {
  const head = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${headers}`
  return body === undefined
    ? `${head}\r\n`
    : `${head}Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

/** Every answer here has a length: neither server sends chunks. */
function isWhole(received: string): boolean {
  const end = received.indexOf(HEADERS_END)
  if (end < 0) return false
  const length = /\r\ncontent-length: *(\d+)/i.exec(received.slice(0, end))?.[1]
  return received.length >= end + HEADERS_END.length + Number(length ?? 0)
}
