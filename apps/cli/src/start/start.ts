import type { IncomingMessage } from 'node:http'
import { createProvider, providerStoreOptions, SEED, type Provider } from '@kvitt/provider'
import pino from 'pino'
import { CliError } from '../cli-error.ts'
import { print, printError } from '../output.ts'
import { packageVersion } from '../package-version.ts'
import { banner, readyObject } from './banner.ts'
import { createHttpServer } from './http-server.ts'
import { closeServer, isLoopback, listen } from './listening.ts'
import { openStore, type StoreChoice } from './open-store.ts'
import { openPages } from './pages.ts'
import { systemRandom } from './random.ts'
import { stopSignal } from './stop-signal.ts'
import { systemClock } from './system-clock.ts'

export interface StartOptions extends StoreChoice {
  readonly port: number
  readonly host: string
  readonly publicUrl?: string
  readonly adminToken?: string
  readonly strict?: boolean
  readonly rateLimits: boolean
  readonly keepRequests: number
  readonly keepMib: number
  readonly json?: boolean
  /** In milliseconds. */
  readonly requestTimeout: number
}

/** How often a node looks for what other nodes on the same database have done. */
const POLL_MS = 500
const MIB = 1_024 * 1_024

/** `kvitt start`: serves until it is told to stop by SIGINT or SIGTERM. */
export async function start(options: StartOptions): Promise<void> {
  requireTokenBeyondLoopback(options)
  await using resources = new AsyncDisposableStack()
  const random = systemRandom()
  const store = resources.use(await openStore(options, providerStoreOptions(random)))
  const starting = Promise.withResolvers<Provider>()
  const server = createHttpServer(
    async (request, connection) => (await starting.promise).fetch(request, connection),
    { requestTimeoutMs: options.requestTimeout, mayTakeLonger: isImport },
  )
  const port = await listen(server, options, (next) => `kvitt start --port ${next}`)
  resources.defer(() => closeServer(server))
  const publicUrl = publicUrlOf(options, port)
  const version = packageVersion()
  const logger = pino({ level: 'warn', base: null }, pino.destination({ dest: 2, sync: false }))
  const provider = resources.use(
    await createProvider({
      store,
      clock: systemClock,
      random,
      fetch,
      logger,
      directory: SEED,
      pages: openPages((line) => options.json || printError(line)),
      configuration: {
        publicUrl,
        strict: options.strict ?? false,
        rateLimits: options.rateLimits,
        version,
        journal: { entriesMax: options.keepRequests, bytesMax: options.keepMib * MIB },
        ...(options.adminToken !== undefined && { adminToken: options.adminToken }),
      },
      ...(options.database !== undefined && { pollMs: POLL_MS }),
    }),
  )
  starting.resolve(provider)
  provider.start()
  print(
    options.json
      ? JSON.stringify(readyObject(publicUrl, provider.directory))
      : banner(publicUrl, provider.directory, options),
  )
  const signal = await stopSignal()
  if (!options.json) printError(`\n${signal}: stopping. Nothing that was answered is lost.`)
}

/** An import is as long as what it brings; who sends nothing more is given up by its route. */
function isImport({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  return method === 'POST' && url === '/_kvitt/v1/import'
}

function requireTokenBeyondLoopback({ host, adminToken }: StartOptions): void {
  if (adminToken === '') throw new CliError('The admin token must not be empty.', 2)
  if (isLoopback(host) || adminToken !== undefined) return
  throw new CliError(
    `On ${host} others can reach the control API, so it needs an admin token. ` +
      'Set KVITT_ADMIN_TOKEN, or leave --host out to serve this machine alone.',
    2,
  )
}

function publicUrlOf({ host, publicUrl }: StartOptions, port: number): URL {
  if (publicUrl !== undefined) {
    if (!URL.canParse(publicUrl)) throw new CliError(`--public-url is not a URL: ${publicUrl}`, 2)
    return new URL(publicUrl)
  }
  const name = isLoopback(host) || host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`)
}
