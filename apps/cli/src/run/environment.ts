import { delimiter } from 'node:path'
import { fileURLToPath } from 'node:url'

import { JAVA_TRUST_STORE_PASSWORD } from './java-trust-store.ts'
import { REDIRECTED_HOSTS } from './redirected-hosts.ts'
import type { TrustFiles } from './trust-files.ts'
import { matchesNoProxy, parseNoProxy, readVariable } from './user-proxy.ts'

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '::1'] as const
const PRELOAD_PATH = fileURLToPath(new URL('./preload.cjs', import.meta.url))

/**
 * The environment in which an unmodified client reaches Kvitt: the user's own, `base`, with
 *
 * - `HTTPS_PROXY`: curl, Python, Go, PHP's curl, .NET, Deno, Bun, and Node 24 on with
 *   `NODE_USE_ENV_PROXY`;
 * - `http_proxy`: Ruby's Net::HTTP, which looks there for `https://` addresses too. Not `HTTP_PROXY`:
 *   in a CGI program that name means a header of the request;
 * - `NODE_OPTIONS`: a preload for every Node from 18, which also reaches clients that bring an agent
 *   of their own and so ignore proxy variables;
 * - `JAVA_TOOL_OPTIONS`: a JVM reads neither proxy variables nor PEM files. Always set, since it
 *   costs nothing when no JVM starts; one that starts says `Picked up JAVA_TOOL_OPTIONS`;
 * - a trust file in each variable that some client reads (see {@link TrustFiles});
 * - `KVITT_RUN_CA_CERTIFICATE`: the authority's path, for clients with a setting of their own.
 *
 * What the user already put in `NO_PROXY`, `NODE_OPTIONS`, `JAVA_TOOL_OPTIONS` and
 * `PHP_INI_SCAN_DIR` is kept; only `NO_PROXY` entries that would hide the redirected hosts from the
 * proxy are left out, and the proxy itself still honours them.
 */
export function createRunEnvironment(
  base: NodeJS.ProcessEnv,
  run: { proxyPort: number; tlsPort: number; files: TrustFiles },
): NodeJS.ProcessEnv {
  const { proxyPort, tlsPort, files } = run
  const proxy = `http://127.0.0.1:${proxyPort}`
  const noProxy = childNoProxy(base)
  return {
    ...base,
    HTTPS_PROXY: proxy,
    https_proxy: proxy,
    http_proxy: proxy,
    NO_PROXY: noProxy,
    no_proxy: noProxy,
    SSL_CERT_FILE: files.sslCertFile,
    CURL_CA_BUNDLE: files.curlCaBundle,
    REQUESTS_CA_BUNDLE: files.requestsCaBundle,
    NODE_EXTRA_CA_CERTS: files.nodeExtraCaCerts,
    DENO_CERT: files.denoCert,
    NODE_USE_ENV_PROXY: base['NODE_USE_ENV_PROXY'] ?? '1',
    NODE_OPTIONS: joinWords(base['NODE_OPTIONS'], nodeRequireOption(PRELOAD_PATH)),
    PHP_INI_SCAN_DIR: [base['PHP_INI_SCAN_DIR'] ?? '', files.phpIniDirectory].join(delimiter),
    JAVA_TOOL_OPTIONS: joinWords(base['JAVA_TOOL_OPTIONS'], javaOptions(proxyPort, files)),
    KVITT_RUN_TLS_PORT: String(tlsPort),
    KVITT_RUN_HOSTS: REDIRECTED_HOSTS.join(','),
    KVITT_RUN_CA_CERTIFICATE: files.authority,
  }
}

function childNoProxy(base: NodeJS.ProcessEnv): string {
  const kept = parseNoProxy(readVariable(base, 'no_proxy')).filter(
    (entry) => !REDIRECTED_HOSTS.some((host) => matchesNoProxy([entry], { host, port: 443 })),
  )
  return [...new Set([...kept, ...LOOPBACK_NAMES])].join(',')
}

/**
 * The option that preloads `path`, as a part of `NODE_OPTIONS`. Node splits that variable at spaces
 * outside double quotes, and inside them a backslash escapes.
 *
 * @see https://nodejs.org/api/cli.html#node_optionsoptions
 */
export function nodeRequireOption(path: string): string {
  const word = /[\s"\\]/.test(path) ? `"${path.replace(/["\\]/g, '\\$&')}"` : path
  return `--require ${word}`
}

function javaOptions(proxyPort: number, files: TrustFiles): string {
  const properties = {
    'https.proxyHost': '127.0.0.1',
    'https.proxyPort': String(proxyPort),
    'javax.net.ssl.trustStore': files.javaTrustStore,
    'javax.net.ssl.trustStoreType': 'JKS',
    'javax.net.ssl.trustStorePassword': JAVA_TRUST_STORE_PASSWORD,
  }
  const options = Object.entries(properties).map(([name, value]) => `-D${name}=${value}`)
  return options.map((option) => (/\s/.test(option) ? `"${option}"` : option)).join(' ')
}

function joinWords(own: string | undefined, added: string): string {
  return own === undefined || own.trim() === '' ? added : `${own} ${added}`
}
