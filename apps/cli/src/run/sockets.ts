import { once } from 'node:events'
import { connect, isIP, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls, type ConnectionOptions } from 'node:tls'

import { hostOf } from './user-proxy.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** Where to open a connection. With `secure`, the connection is TLS and its certificate checked. */
export type Endpoint = { host: string; port: number; secure: boolean }

/** The endpoint of an `http:` or `https:` URL, with the scheme's default port. */
export function endpointOf(url: URL): Endpoint {
  const secure = url.protocol === 'https:'
  return { host: hostOf(url), port: Number(url.port) || (secure ? 443 : 80), secure }
}

/** A listening server of this run; disposing of it also closes every connection it had. */
export type LoopbackServer = AsyncDisposable & { port: number }

/**
 * Opens a connection whose halves close apart, ready for bytes. Rejects with the connection's or the
 * handshake's error, or when 10 seconds pass without progress.
 */
export async function openConnection(endpoint: Endpoint): Promise<Socket> {
  const { host, port } = endpoint
  const socket = endpoint.secure
    ? connectTls(tlsOptions(endpoint))
    : connect({ host, port, allowHalfOpen: true })
  ignoreErrors(socket)
  socket.setNoDelay(true)
  socket.setTimeout(CONNECT_TIMEOUT_MS, () => {
    socket.destroy(new Error(`no connection within ${CONNECT_TIMEOUT_MS / 1000} seconds`))
  })
  await once(socket, endpoint.secure ? 'secureConnect' : 'connect')
  socket.setTimeout(0)
  return socket
}

/** `allowHalfOpen` is documented by Node and missing from its types. */
function tlsOptions({ host, port }: Endpoint): ConnectionOptions & { allowHalfOpen: boolean } {
  return {
    host,
    port,
    allowHalfOpen: true,
    ALPNProtocols: ['http/1.1'],
    ...(isIP(host) === 0 && { servername: host }),
  }
}

/**
 * Carries bytes both ways, unchanged and with back-pressure, until both have ended. One side's end
 * is passed on as an end, so a half-closed connection still gets its answer; a side that breaks off
 * takes the other with it.
 */
export function joinSockets(one: Duplex, other: Duplex): void {
  carry(one, other)
  carry(other, one)
}

function carry(from: Duplex, to: Duplex): void {
  ignoreErrors(from)
  if (from.destroyed) {
    to.destroy()
    return
  }
  from.pipe(to)
  from.once('close', () => {
    // After an orderly end of both directions `to` may still have bytes to send.
    if (!from.readableEnded || !from.writableFinished) to.destroy()
  })
}

/** An unheard 'error' ends the process; 'close' follows every error, and that is what is acted on. */
export function ignoreErrors(stream: Duplex): void {
  stream.on('error', () => undefined)
}

/**
 * Makes `server` listen on a free port of 127.0.0.1: nothing outside this machine can reach it. At
 * most `connectionsMax` connections are open at once; further ones are dropped.
 */
export async function listenOnLoopback(
  server: Server,
  connectionsMax: number,
): Promise<LoopbackServer> {
  const sockets = new Set<Socket>()
  server.maxConnections = connectionsMax
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.setNoDelay(true)
    socket.once('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a TCP port')
  return {
    port: address.port,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
