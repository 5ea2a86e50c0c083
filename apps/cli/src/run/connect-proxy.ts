import { createServer } from 'node:http'
import type { Duplex } from 'node:stream'

import { forwardRequest, forwardUpgrade } from './forward-request.ts'
import { problemAnswer } from './problem-answer.ts'
import { isRedirectedHost } from './redirected-hosts.ts'
import {
  ignoreErrors,
  joinSockets,
  listenOnLoopback,
  type LoopbackServer,
  openConnection,
} from './sockets.ts'
import type { Destination, UserProxy } from './user-proxy.ts'

const HEADERS_TIMEOUT_MS = 30_000
const HEADERS_BYTES_MAX = 16 * 1024
const CONNECTIONS_MAX = 4_096
const HTTPS_PORT = 443

/** What the proxy decides by. */
export type ProxyRoutes = {
  /** The Kvitt server. */
  target: URL
  /** The port of 127.0.0.1 where TLS for the redirected hosts ends. */
  tlsPort: number
  userProxy: UserProxy
}

/**
 * Starts an HTTP proxy on loopback. A tunnel to a redirected host leads to `tlsPort`; every other
 * tunnel leads where it says, through the user's own proxy if there is one for it, and its bytes are
 * not looked at. Requests that a client hands over whole are forwarded, too (see {@link forwardRequest}).
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6
 */
export async function startConnectProxy(routes: ProxyRoutes): Promise<LoopbackServer> {
  const server = createServer({
    maxHeaderSize: HEADERS_BYTES_MAX,
    headersTimeout: HEADERS_TIMEOUT_MS,
    // How long a body may take is for the server behind the proxy to say.
    requestTimeout: 0,
    // Other upgrades (h2c) may be declined by not passing them on, and a client that is declined
    // goes on using the connection for other hosts.
    shouldUpgradeCallback: (request) => request.headers.upgrade?.toLowerCase() === 'websocket',
  })
  server.on('connect', (request, client, head) => {
    void openTunnel(routes, { authority: request.url ?? '', client, head })
  })
  server.on('request', (request, response) => forwardRequest(routes, request, response))
  server.on('checkContinue', (request, response) => forwardRequest(routes, request, response))
  server.on('upgrade', (request, client, head) => {
    void forwardUpgrade(routes, request, { client, head })
  })
  return await listenOnLoopback(server, CONNECTIONS_MAX)
}

async function openTunnel(
  routes: ProxyRoutes,
  tunnel: { authority: string; client: Duplex; head: Buffer },
): Promise<void> {
  const { authority, client, head } = tunnel
  ignoreErrors(client)
  const destination = parseAuthority(authority)
  if (destination === undefined) {
    client.end(problemAnswer(400, `CONNECT needs host:port, not ${JSON.stringify(authority)}.`))
    return
  }
  try {
    const server = await openRoute(routes, destination, client)
    server.write(head)
    joinSockets(client, server)
  } catch (error) {
    const reason = error instanceof Error && error.message !== '' ? error.message : String(error)
    client.end(problemAnswer(502, `kvitt run could not reach ${authority}: ${reason}.`))
  }
}

async function openRoute(
  routes: ProxyRoutes,
  destination: Destination,
  client: Duplex,
): Promise<Duplex> {
  const upstream = routes.userProxy.forHttps(destination)
  if (isRedirected(destination) || upstream === undefined) {
    const endpoint = isRedirected(destination)
      ? { host: '127.0.0.1', port: routes.tlsPort }
      : destination
    const server = await openConnection({ ...endpoint, secure: false })
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    return server
  }
  const server = await openConnection(upstream)
  const authority = formatAuthority(destination)
  // The user's proxy answers the CONNECT itself: its answer passes like every other byte.
  server.write(
    `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n` +
      (upstream.authorization === undefined
        ? ''
        : `Proxy-Authorization: ${upstream.authorization}\r\n`) +
      '\r\n',
  )
  return server
}

function isRedirected(destination: Destination): boolean {
  return destination.port === HTTPS_PORT && isRedirectedHost(destination.host)
}

function parseAuthority(text: string): Destination | undefined {
  const [, address, name, digits] =
    /^(?:\[([\da-f:.]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/i.exec(text) ?? []
  const host = address ?? name
  const port = Number(digits)
  if (host === undefined || port < 1 || port > 65_535) return undefined
  return { host, port }
}

function formatAuthority({ host, port }: Destination): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
