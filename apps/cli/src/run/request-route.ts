import type { IncomingMessage } from 'node:http'

import { isRedirectedHost } from './redirected-hosts.ts'
import { explainUnreachable } from './server-check.ts'
import { type Endpoint, endpointOf } from './sockets.ts'
import type { UserProxy } from './user-proxy.ts'

/** Where a request that a client handed to the proxy whole is sent on. */
export type RequestRoute = {
  endpoint: Endpoint
  /** The request target to send: a path, or the whole URL again for another proxy. */
  path: string
  /** Headers that the route itself asks for, as name, value, name, value… */
  headers: readonly string[]
  /** Says what to do when the endpoint cannot be reached. */
  explain: (error: unknown) => string
}

/**
 * Headers that belong to one connection, not to the request. `transfer-encoding` is not among them
 * here: it tells Node to write the body as it came, in chunks.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1
 */
const CONNECTION_HEADERS: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'upgrade',
])

/**
 * Chooses the route of a request by its target: the redirected hosts are answered by `target`,
 * others by themselves or through the user's own proxy. Returns undefined unless the request target
 * is a whole `http://` or `https://` URL, which is what makes it a request to a proxy.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-3.2.2
 */
export function chooseRequestRoute(
  routes: { target: URL; userProxy: UserProxy },
  requestTarget: string,
): RequestRoute | undefined {
  const url = URL.parse(requestTarget)
  // The path is cut out of the text, for a parsed URL would be normalized.
  const rest = /^https?:\/\/[^/?#]*(.*)$/i.exec(requestTarget)?.[1]
  if (url === null || rest === undefined) return undefined
  const path = rest.startsWith('/') ? rest : `/${rest}`
  if (isRedirectedHost(url.hostname) && url.port === '') {
    return {
      endpoint: endpointOf(routes.target),
      path,
      headers: [],
      explain: (error) => explainUnreachable(routes.target, error),
    }
  }
  const explain = (error: unknown): string =>
    `kvitt run could not reach ${url.host} (${error instanceof Error ? error.message : String(error)}).`
  const endpoint = endpointOf(url)
  const upstream = routes.userProxy[endpoint.secure ? 'forHttps' : 'forHttp'](endpoint)
  if (upstream === undefined) return { endpoint, path, headers: [], explain }
  const { authorization } = upstream
  const headers = authorization === undefined ? [] : ['Proxy-Authorization', authorization]
  return { endpoint: upstream, path: requestTarget, headers, explain }
}

/** A message's headers, in their order and case, that are meant for whoever is beyond the proxy. */
export function endToEndHeaders(message: IncomingMessage): string[] {
  const named = (message.headers.connection ?? '').toLowerCase().split(/\s*,\s*/)
  return message.rawHeaders.flatMap((name, index) => {
    const value = message.rawHeaders[index + 1]
    if (index % 2 === 1 || value === undefined) return []
    const lowerName = name.toLowerCase()
    return CONNECTION_HEADERS.has(lowerName) || named.includes(lowerName) ? [] : [name, value]
  })
}
