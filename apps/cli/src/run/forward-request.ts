import {
  type ClientRequest,
  type IncomingMessage,
  request as requestHttp,
  type ServerResponse,
} from 'node:http'
import { request as requestHttps } from 'node:https'
import type { Duplex } from 'node:stream'

import { problemAnswer, problemBody } from './problem-answer.ts'
import { chooseRequestRoute, endToEndHeaders, type RequestRoute } from './request-route.ts'
import { ignoreErrors, joinSockets, openConnection } from './sockets.ts'
import type { UserProxy } from './user-proxy.ts'

const NOT_FOR_A_PROXY = 'This is the proxy of kvitt run; it has no pages of its own.'

/**
 * Forwards a request that a client addressed to the proxy with its whole URL. That is how plain
 * `http://` is proxied, and some clients hand over `https://` the same way instead of asking for a
 * tunnel (axios for most of its life). Headers keep their order and case.
 */
export function forwardRequest(
  routes: { target: URL; userProxy: UserProxy },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const route = chooseRequestRoute(routes, request.url ?? '')
  if (route === undefined) {
    answer(response, 400, NOT_FOR_A_PROXY)
    return
  }
  const { host, port, secure } = route.endpoint
  const forwarded = (secure ? requestHttps : requestHttp)({
    host,
    port,
    // A fresh agent connects directly, also where this process has NODE_USE_ENV_PROXY set.
    agent: false,
    ...(request.method !== undefined && { method: request.method }),
    path: route.path,
    headers: [...endToEndHeaders(request), ...route.headers],
    setHost: false,
  })
  carryExchange(request, response, { forwarded, route })
}

/**
 * Forwards a plain `http://` request for a WebSocket, and from then on whatever both sides say.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.8
 */
export async function forwardUpgrade(
  routes: { target: URL; userProxy: UserProxy },
  request: IncomingMessage,
  connection: { client: Duplex; head: Buffer },
): Promise<void> {
  const { client, head } = connection
  ignoreErrors(client)
  const route = chooseRequestRoute(routes, request.url ?? '')
  if (route === undefined) {
    client.end(problemAnswer(400, NOT_FOR_A_PROXY))
    return
  }
  try {
    const server = await openConnection(route.endpoint)
    const upgrade = ['Connection', 'Upgrade', 'Upgrade', request.headers.upgrade ?? '']
    const headers = [...endToEndHeaders(request), ...route.headers, ...upgrade]
    const lines = headers.map((text, index) => text + (index % 2 === 0 ? ': ' : '\r\n')).join('')
    server.write(`${request.method} ${route.path} HTTP/1.1\r\n${lines}\r\n`, 'latin1')
    server.write(head)
    joinSockets(client, server)
  } catch (error) {
    client.end(problemAnswer(502, route.explain(error)))
  }
}

function carryExchange(
  request: IncomingMessage,
  response: ServerResponse,
  onward: { forwarded: ClientRequest; route: RequestRoute },
): void {
  const { forwarded, route } = onward
  forwarded.once('continue', () => response.writeContinue())
  forwarded.once('response', (incoming) => {
    response.sendDate = false
    response.writeHead(
      incoming.statusCode ?? 502,
      incoming.statusMessage,
      endToEndHeaders(incoming),
    )
    incoming.pipe(response)
    incoming.once('close', () => {
      // Cut off there, so cut off here: an orderly end would make half an answer look whole.
      if (!incoming.complete) response.destroy()
    })
  })
  forwarded.on('error', (error) => {
    if (response.headersSent) response.destroy()
    else answer(response, 502, route.explain(error))
  })
  response.once('close', () => forwarded.destroy())
  request.pipe(forwarded)
}

function answer(response: ServerResponse, statusCode: number, message: string): void {
  const body = problemBody(statusCode, message)
  response.writeHead(statusCode, { 'Content-Type': 'application/json; charset=utf-8' }).end(body)
}
