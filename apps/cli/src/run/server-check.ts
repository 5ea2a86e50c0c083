import { once } from 'node:events'
import { get as getHttp, type IncomingMessage } from 'node:http'
import { get as getHttps } from 'node:https'

import { isRedirectedHost } from './redirected-hosts.ts'

const CHECK_PATH = '/_kvitt/v1/clock'
const CHECK_TIMEOUT_MS = 5_000

/**
 * Why `kvitt run` did not start the command:
 *
 * - `URL_UNUSABLE`: `--url` is not the plain address of a Kvitt server;
 * - `SERVER_UNREACHABLE`: nothing answers HTTP there.
 *
 * The message says what to do next.
 */
export class RunError extends Error {
  override readonly name = 'RunError'
  readonly code: 'URL_UNUSABLE' | 'SERVER_UNREACHABLE'

  constructor(code: RunError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/**
 * Refuses a URL that bytes cannot be carried to: one of another scheme, with a path or credentials
 * (requests are not rewritten), or one of the real hosts.
 */
export function requireUsableUrl(url: URL): void {
  const isOrigin = url.href === `${url.origin}/`
  if (isOrigin && ['http:', 'https:'].includes(url.protocol) && !isRedirectedHost(url.hostname)) {
    return
  }
  throw new RunError(
    'URL_UNUSABLE',
    `${url.href} cannot stand in for Vipps MobilePay. ` +
      'Give the address of a Kvitt server without a path, for example --url http://localhost:8080.',
  )
}

/**
 * Resolves when something at `url` answers HTTP, whatever the status; otherwise throws a
 * {@link RunError}. Waits 5 seconds at most.
 */
export async function requireServer(url: URL): Promise<void> {
  const get = url.protocol === 'https:' ? getHttps : getHttp
  try {
    // A fresh agent asks the server itself, also where NODE_USE_ENV_PROXY is set.
    const request = get(new URL(CHECK_PATH, url), {
      agent: false,
      signal: AbortSignal.timeout(CHECK_TIMEOUT_MS),
    })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    response.destroy()
  } catch (error) {
    throw new RunError('SERVER_UNREACHABLE', explainUnreachable(url, error), { cause: error })
  }
}

/** What happened when `url` was tried, and what the reader can do about it. */
export function explainUnreachable(url: URL, error: unknown): string {
  return (
    `No Kvitt server answers at ${url.origin} (${reasonOf(error)}). ` +
    'Start one with `npm start` or `kvitt start`, or give its address with --url.'
  )
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'AbortError') return `no answer within ${CHECK_TIMEOUT_MS / 1000} seconds`
  const { code } = error as NodeJS.ErrnoException
  return code ?? error.message
}
