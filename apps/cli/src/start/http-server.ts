import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
import { answerOn } from './answer-on.ts'

/** How long requests may take to arrive, and what may be in their heads. */
export interface HttpServerOptions {
  /** From the first byte of a request to its last; for its head half of that at most. */
  readonly requestTimeoutMs: number
  /** Whether a request may take longer, because whoever answers it looks after that. */
  readonly mayTakeLonger?: (request: Pick<IncomingMessage, 'method' | 'url'>) => boolean
}

/** Larger than any client's head: beyond it a request is refused before it is read. */
const HEAD_BYTES_MAX = 16 * 1024
/** How often connections are looked through for requests that take too long, at least. */
const CHECK_INTERVAL_MS = 5_000
/** The host of requests that name none, which HTTP/1.0 allows. */
const HOST = 'localhost'

type Fetch = (
  request: Request,
  connection: {
    readonly rawHeaders: readonly string[]
    readonly remoteAddress: string | undefined
    /** Closes the socket at once, in the middle of an answer. */
    readonly breakOff: () => void
  },
) => Promise<Response>
type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse }

/**
 * A server whose every answer is JSON, also the refusal of what is not HTTP at all: official
 * clients parse errors whatever their status is.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/errors/
 */
export function createHttpServer(
  fetch: Fetch,
  { requestTimeoutMs, mayTakeLonger = () => false }: HttpServerOptions,
): Server {
  const exchanges = new WeakMap<Duplex, Exchange>()
  const answer = getRequestListener(
    (request, { incoming: { rawHeaders, socket }, outgoing }) =>
      answerOn(outgoing as ServerResponse, () =>
        fetch(request, {
          rawHeaders,
          remoteAddress: socket.remoteAddress,
          breakOff: () => outgoing.destroy(),
        }),
      ),
    { hostname: HOST, errorHandler: refusalOf },
  )
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    exchanges.set(request.socket, { request, response })
    const reason = refusedHost(request)
    if (reason === undefined) void answer(request, response)
    else refuse(response, 400, reason)
  }
  const server = createServer(
    {
      maxHeaderSize: HEAD_BYTES_MAX,
      headersTimeout: Math.ceil(requestTimeoutMs / 2),
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, Math.ceil(requestTimeoutMs / 2)),
      // Checked above, where the refusal is JSON.
      requireHostHeader: false,
    },
    listener,
  )
  // Who closes its half after sending everything still wants the answer. Node has no option for it.
  Object.assign(server, { httpAllowHalfOpen: true })
  server.on('checkExpectation', (_, response: ServerResponse) =>
    refuse(response, 417, 'The only expectation that can be met is 100-continue.'),
  )
  server.on('connect', (_, socket: Duplex) => socket.end(rawAnswer(405, 'This is no proxy.')))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    const last = exchanges.get(socket)
    if (error.code === TOO_SLOW && last && mayTakeLonger(last.request) && isAwaited(last)) {
      // Nobody looks at it again: when it is answered before it has come, it has come far enough.
      last.response.once('finish', () => last.request.complete || socket.destroy())
    } else {
      refuseConnection(error, socket, last)
    }
  })
  return server
}

/** Whether a request is still coming, and nobody has answered it meanwhile. */
function isAwaited({ request, response }: Exchange): boolean {
  return !request.complete && !response.headersSent
}

/** A request has one host, except in HTTP/1.0, where it may have none. */
function refusedHost({ rawHeaders, httpVersion }: IncomingMessage): string | undefined {
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host')
  if (hosts.length > 1) return 'A request has one Host header.'
  const needsHost = httpVersion !== '1.0' && httpVersion !== '0.9'
  return hosts.length === 0 && needsHost ? 'The Host header is missing.' : undefined
}

/** What the adapter does not take for a request: an odd host, or a target that is no path. */
function refusalOf(error: unknown): Response {
  const status = error instanceof RequestError ? 400 : 500
  const message =
    error instanceof RequestError
      ? `${error.message}.`
      : 'Something went wrong, please try again later'
  return new Response(bodyOf(status, message), { status, headers: HEADERS })
}

function refuse(response: ServerResponse, status: number, message: string): void {
  const body = bodyOf(status, message)
  const headers = { ...HEADERS, 'Content-Length': Buffer.byteLength(body), Connection: 'close' }
  response.writeHead(status, headers).end(body)
}

/** Answers what the parser gave up on, after the answers that are still due before it. */
function refuseConnection(
  { code }: NodeJS.ErrnoException,
  socket: Duplex,
  last: Exchange | undefined,
): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const [status, message] = REFUSALS[code ?? ''] ?? NOT_HTTP
  const isDue = last !== undefined && !last.response.writableFinished
  if (!isDue || (!last.request.complete && !last.response.headersSent)) {
    socket.end(rawAnswer(status, message))
  } else if (last.request.complete) {
    last.response.once('finish', () => socket.end(rawAnswer(status, message)))
  } else {
    socket.destroy()
  }
}

const TOO_SLOW = 'ERR_HTTP_REQUEST_TIMEOUT'
const NOT_HTTP = [400, 'The request is not valid HTTP/1.1.'] as const
const REFUSALS: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, `The head of a request has at most ${HEAD_BYTES_MAX} bytes.`],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The extensions of a chunk are too large.'],
  [TOO_SLOW]: [408, 'The request took too long to arrive.'],
}
const HEADERS = { 'Content-Type': 'application/json' } as const
const PHRASES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  413: 'Payload Too Large',
  431: 'Request Header Fields Too Large',
}

/** The shape of the gateway in front of the APIs. */
function bodyOf(statusCode: number, message: string): string {
  return JSON.stringify({ statusCode, message })
}

function rawAnswer(status: number, message: string): string {
  const body = bodyOf(status, message)
  return [
    `HTTP/1.1 ${status} ${PHRASES[status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}
