import type { IncomingMessage } from 'node:http'
import { createProvider, providerStoreOptions, SEED, type Provider } from '@kvitt/provider'
import pino from 'pino'
import { CliError } from '../cli-error.ts'
import { print, printError } from '../output.ts'
import { packageVersion } from '../package-version.ts'
import { demoKeys, withDemoShop } from '../demo/demo-sales-unit.ts'
import { openDemoSecrets } from '../demo/demo-secrets.ts'
import type { DemoTask } from '../demo/demo-messages.ts'
import { runDemo, type Demo } from '../demo/run-demo.ts'
import { boundHeap } from './bound-heap.ts'
import { banner, demoBanner, demoObject, readyObject } from './banner.ts'
import { createHttpServer } from './http-server.ts'
import { closeServer, isLoopback, listen } from './listening.ts'
import { openStore, type StoreChoice } from './open-store.ts'
import { openPages, type OpenPages } from './pages.ts'
import { systemRandom } from './random.ts'
import { stopSignal } from './stop-signal.ts'
import { systemClock } from './system-clock.ts'

export interface StartOptions extends StoreChoice {
  readonly port: number
  readonly host: string
  readonly publicUrl?: URL
  readonly adminToken?: string
  readonly strict?: boolean
  readonly production?: boolean
  readonly rateLimits: boolean
  readonly keepRequests: number
  readonly keepMib: number
  readonly json?: boolean
  /** In milliseconds. */
  readonly requestTimeout: number
  /** Whether the demo shop and its payment server run beside the provider. */
  readonly shop: boolean
  readonly merchantPort?: number
  readonly shopPort?: number
}

/** How often a node looks for what other nodes on the same database have done. */
const POLL_MS = 500
const MIB = 1_024 * 1_024

const MERCHANT_PORT = 8090
const SHOP_PORT = 8070

/** `kvitt start` and `kvitt provider`: serves until told to stop by SIGINT or SIGTERM. */
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
  const name = options.shop ? 'start' : 'provider'
  const port = await listen(server, options, (next) => `kvitt ${name} --port ${next}`)
  resources.defer(() => closeServer(server))
  const publicUrl = publicUrlOf(options, port)
  const version = packageVersion()
  const logger = pino({ level: 'warn', base: null }, pino.destination({ dest: 2, sync: false }))
  const pages = openPages((line) => options.json || printError(line))
  const provider = resources.use(
    await createProvider({
      store,
      clock: systemClock,
      random,
      fetch,
      logger,
      directory: options.shop ? withDemoShop(SEED) : SEED,
      pages,
      configuration: {
        publicUrl,
        strict: options.strict ?? false,
        production: options.production ?? false,
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
  // Before it says that it is ready: from then on it may be told to stop.
  const stopped = stopSignal()
  print(
    options.json
      ? JSON.stringify(readyObject(publicUrl, provider.directory))
      : banner(publicUrl, provider.directory, options),
  )
  boundHeap()
  const demo = options.shop && resources.use(openDemo(options, { provider, port, pages }))
  const signal = await (demo ? Promise.race([stopped, demo.failed]) : stopped)
  if (!options.json) printError(`\n${signal}: stopping. Nothing that was answered is lost.`)
}

interface DemoSurroundings {
  readonly provider: Provider
  /** Where the provider listens. */
  readonly port: number
  readonly pages: OpenPages
}

/** Runs the demo shop, which says where it is once it serves; nothing waits for it. */
function openDemo(options: StartOptions, surroundings: DemoSurroundings): Demo {
  let passwords = { backRoomPassword: '', consolePassword: '' }
  const prepare = async (): Promise<DemoTask> => {
    const task = await demoTask(options, surroundings)
    passwords = task.secrets
    return task
  }
  return runDemo(prepare(), {
    ready(ports, isFirst) {
      const said = { ...ports, ...passwords }
      if (isFirst) print(options.json ? JSON.stringify(demoObject(said)) : demoBanner(said))
      else printError('The demo shop is back.')
    },
    trouble: printError,
  })
}

async function demoTask(
  options: StartOptions,
  { provider, port, pages }: DemoSurroundings,
): Promise<DemoTask> {
  const { adminToken, memory, data, merchantPort, shopPort } = options
  const { publicUrl: _elsewhere, ...here } = options
  const url = publicUrlOf(here, port)
  const keys = await demoKeys(provider, { url, adminToken })
  const kept = memory ? undefined : data
  const secrets = openDemoSecrets(kept)
  // Two processes would build the same pages.
  await pages.built.catch(() => undefined)
  return {
    providerUrl: url.href,
    keys,
    secrets,
    data: kept,
    merchantPort: { port: merchantPort ?? MERCHANT_PORT, isAsked: merchantPort !== undefined },
    shopPort: { port: shopPort ?? SHOP_PORT, isAsked: shopPort !== undefined },
  }
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
  if (publicUrl !== undefined) return publicUrl
  const name = isLoopback(host) || host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`)
}
