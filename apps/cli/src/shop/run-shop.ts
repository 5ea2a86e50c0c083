import pino from 'pino'
import { print, printError } from '../output.ts'
import { createHttpServer } from '../start/http-server.ts'
import { closeServer, listen } from '../start/listening.ts'
import { stopSignal } from '../start/stop-signal.ts'
import { openShop } from './open-shop.ts'
import { readShopConfig, shopConfigurationOf } from './shop-config.ts'

const REQUEST_TIMEOUT_MS = 30_000

/** `kvitt shop`: the demo shop alone, until it is told to stop by SIGINT or SIGTERM. */
export async function runShop(file: string): Promise<void> {
  const config = readShopConfig(file, process.env)
  await using resources = new AsyncDisposableStack()
  const logger = pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: false }))
  const shop = resources.use(openShop(shopConfigurationOf(config), { data: config.data, logger }))
  const server = createHttpServer((request) => shop.fetch(request), {
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  })
  const port = await listen(server, config, (next) => `"port": ${next} in the configuration`)
  resources.defer(() => closeServer(server))
  print(`The shop listens on http://${config.host}:${port}, for ${config.publicUrl}.`)
  const signal = await stopSignal()
  printError(`\n${signal}: stopping. Nothing that was answered is lost.`)
}
