/**
 * The demo shop and its payment server, in a process of their own beside the provider's: what they
 * need or break is nothing to the provider. The process ends when the provider's does, however that
 * ends.
 */
import { hash } from 'node:crypto'
import { once } from 'node:events'
import type { Server } from 'node:http'
import pino from 'pino'
import { CliError } from '../cli-error.ts'
import { parseMerchantConfig, type MerchantConfig } from '../merchant/merchant-config.ts'
import { openMerchant } from '../merchant/open-merchant.ts'
import { openShop } from '../shop/open-shop.ts'
import { boundHeap } from '../start/bound-heap.ts'
import { createHttpServer } from '../start/http-server.ts'
import { closeServer, listen } from '../start/listening.ts'
import { openPages } from '../start/pages.ts'
import type { DemoReport, DemoTask, PortWish } from './demo-messages.ts'

const HOST = '127.0.0.1'
const REQUEST_TIMEOUT_MS = 30_000

/** Somebody has asked for a port that cannot be had. */
class AskedPortError extends CliError {}

async function serve(task: DemoTask): Promise<AsyncDisposable> {
  await using resources = new AsyncDisposableStack()
  const logger = pino({ level: 'warn', base: null }, pino.destination({ dest: 2, sync: false }))
  // Their addresses are part of their configuration, so they listen before they are put together.
  const starting = Promise.withResolvers<Record<'merchant' | 'shop', Fetch>>()
  starting.promise.catch(() => undefined)
  const open = async (name: 'merchant' | 'shop', wish: PortWish): Promise<number> => {
    const server = createHttpServer(
      async (request, connection) => (await starting.promise)[name](request, connection),
      {
        requestTimeoutMs: REQUEST_TIMEOUT_MS,
      },
    )
    const port = await listenNear(server, wish, `kvitt start --${name}-port`)
    resources.defer(() => closeServer(server))
    return port
  }
  const merchantPort = await open('merchant', task.merchantPort)
  const shopPort = await open('shop', task.shopPort)
  const config = configOf(task, { merchantPort, shopPort })
  const pages = openPages(() => undefined)
  const memory = task.data === undefined
  const { merchant } = resources.use(await openMerchant(config, { logger, pages, memory }))
  const { apiKey, eventSecret, resultSecret, cookieSecret, backRoomPassword } = task.secrets
  const shop = resources.use(
    openShop(
      {
        publicUrl: new URL(`http://localhost:${shopPort}`),
        paymentServerUrl: new URL(config.publicUrl),
        apiKey,
        eventSecret,
        resultSecret,
        cookieSecret,
        backRoomPassword,
      },
      { data: task.data, logger },
    ),
  )
  starting.resolve({
    merchant: (request, connection) => merchant.fetch(request, connection),
    shop: (request) => shop.fetch(request),
  })
  await merchant.ensureAdministrator()
  await merchant.start()
  boundHeap()
  report({ type: 'ready', merchantPort, shopPort })
  return resources.move()
}

type Fetch = Parameters<typeof createHttpServer>[0]

/** The port that is wished for; when nobody has asked for it and it is taken, a free one. */
async function listenNear(server: Server, wish: PortWish, option: string): Promise<number> {
  try {
    return await listen(server, { host: HOST, port: wish.port }, (next) => `${option} ${next}`)
  } catch (error) {
    if (!(error instanceof CliError)) throw error
    if (wish.isAsked) throw new AskedPortError(error.message)
    return listen(server, { host: HOST, port: 0 }, (next) => `${option} ${next}`)
  }
}

function configOf(
  { providerUrl, keys, secrets, data }: DemoTask,
  { merchantPort, shopPort }: { readonly merchantPort: number; readonly shopPort: number },
): MerchantConfig {
  const config = {
    publicUrl: `http://localhost:${merchantPort}`,
    provider: providerUrl,
    ...(data !== undefined && { data }),
    salesUnits: [{ ...keys, currency: 'NOK', referencePrefix: 'hytta-no' }],
    apiKeys: [{ name: 'shop', sha256: hash('sha256', secrets.apiKey) }],
    events: [
      { id: 'shop', url: `http://localhost:${shopPort}/events`, secret: secrets.eventSecret },
    ],
    resultSecret: secrets.resultSecret,
    console: { administrator: { name: 'admin', password: secrets.consolePassword } },
  }
  return parseMerchantConfig(JSON.stringify(config), 'the configuration of the demo shop', {})
}

function report(said: DemoReport): void {
  // Nobody listens any more when the provider was stopped meanwhile.
  if (process.connected) process.send?.(said)
}

// Ctrl-C reaches every process of a terminal: this one ends when the provider's lets go of it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined)
const disconnected = once(process, 'disconnect')
const [task] = (await once(process, 'message')) as [DemoTask]
try {
  await using _served = await serve(task)
  await disconnected
} catch (error) {
  if (!(error instanceof CliError)) throw error
  const isAsked = error instanceof AskedPortError
  report({ type: 'failed', message: error.message, isAsked })
  process.disconnect?.()
}
