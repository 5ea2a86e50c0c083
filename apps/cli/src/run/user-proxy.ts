import { BlockList, isIP } from 'node:net'
// Unlike decodeURIComponent, this leaves a stray percent sign in a password as it is.
import { unescape } from 'node:querystring'

/** A proxy that the user already had before `kvitt run`. */
export type UpstreamProxy = {
  host: string
  port: number
  /** Whether the connection to the proxy itself is TLS (`https://proxy…`). */
  secure: boolean
  /** The value of `Proxy-Authorization`, when the proxy's address carries a user and password. */
  authorization: string | undefined
}

/** Where a client wants to go. IPv6 addresses come without brackets. */
export type Destination = { host: string; port: number }

/** The user's own proxy settings: which proxy, if any, leads to a destination. */
export type UserProxy = {
  /** For `CONNECT` tunnels and `https://` requests. */
  forHttps: (destination: Destination) => UpstreamProxy | undefined
  /** For plain `http://` requests. */
  forHttp: (destination: Destination) => UpstreamProxy | undefined
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 }

/**
 * Reads `https_proxy`, `http_proxy`, `all_proxy` and `no_proxy`, in lower or upper case, the lower
 * one winning as it does in curl. Loopback never goes through a proxy. A proxy that is not HTTP
 * (SOCKS) or not an address is reported through `onNotice`, and its destinations are reached
 * directly.
 *
 * @see https://curl.se/docs/manpage.html#ENVIRONMENT
 */
export function readUserProxy(
  environment: NodeJS.ProcessEnv,
  onNotice: (line: string) => void,
): UserProxy {
  for (const name of ['https_proxy', 'http_proxy', 'all_proxy']) {
    const text = readVariable(environment, name)
    if (text === undefined || parseProxy(text) !== undefined) continue
    onNotice(
      `${name} is not an http:// or https:// proxy; it is left out, and hosts are reached directly.`,
    )
  }
  const noProxy = parseNoProxy(readVariable(environment, 'no_proxy'))
  const choose = (name: string): UserProxy['forHttps'] => {
    const text = readVariable(environment, name) ?? readVariable(environment, 'all_proxy')
    const proxy = text === undefined ? undefined : parseProxy(text)
    return (destination) =>
      isLoopback(destination.host) || matchesNoProxy(noProxy, destination) ? undefined : proxy
  }
  return { forHttps: choose('https_proxy'), forHttp: choose('http_proxy') }
}

/** A variable by its lower-case name, else by its upper-case one; empty counts as not set. */
export function readVariable(environment: NodeJS.ProcessEnv, name: string): string | undefined {
  return environment[name] || environment[name.toUpperCase()] || undefined
}

/** The entries of a `NO_PROXY` value, which are separated by commas or spaces. */
export function parseNoProxy(text: string | undefined): readonly string[] {
  return (text ?? '').split(/[\s,]+/).filter((entry) => entry !== '')
}

/**
 * Whether an entry of `NO_PROXY` covers the destination: `*`, a name with all names under it
 * (`example.com`, `.example.com`, `*.example.com`), an address, or a subnet (`10.0.0.0/8`); a name or
 * IPv4 address may carry a port.
 */
export function matchesNoProxy(entries: readonly string[], destination: Destination): boolean {
  const host = destination.host.toLowerCase().replace(/\.$/, '')
  return entries.some((entry) => {
    if (entry === '*') return true
    if (entry.includes('/')) return isInSubnet(host, entry)
    const [, name = entry, port] = /^([^:]+):(\d+)$/.exec(entry) ?? []
    if (port !== undefined && Number(port) !== destination.port) return false
    const suffix = name
      .toLowerCase()
      .replace(/^\*?\./, '')
      .replace(/^\[|\]$/g, '')
    return host === suffix || (isIP(host) === 0 && host.endsWith(`.${suffix}`))
  })
}

function isInSubnet(host: string, entry: string): boolean {
  const [network = '', prefix = ''] = entry.split('/')
  const family = isIP(network)
  if (family === 0 || family !== isIP(host) || !/^\d{1,3}$/.test(prefix)) return false
  const bits = Number(prefix)
  if (bits > (family === 4 ? 32 : 128)) return false
  const type = family === 4 ? 'ipv4' : 'ipv6'
  const subnet = new BlockList()
  subnet.addSubnet(network, bits, type)
  return subnet.check(host, type)
}

function isLoopback(host: string): boolean {
  return (
    host === '::1' || /^localhost\.?$/i.test(host) || (isIP(host) === 4 && host.startsWith('127.'))
  )
}

function parseProxy(text: string): UpstreamProxy | undefined {
  const url = URL.parse(text.includes('://') ? text : `http://${text}`)
  const defaultPort = DEFAULT_PORTS[url?.protocol ?? '']
  if (url === null || defaultPort === undefined || url.hostname === '') return undefined
  const credentials = `${unescape(url.username)}:${unescape(url.password)}`
  return {
    host: hostOf(url),
    port: url.port === '' ? defaultPort : Number(url.port),
    secure: url.protocol === 'https:',
    authorization:
      credentials === ':' ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`,
  }
}

/** A URL's host without the brackets of an IPv6 address. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}
