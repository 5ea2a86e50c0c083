import {
  createMerchant,
  merchantStoreOptions,
  type Logger,
  type Merchant,
  type SalesUnit,
} from '@kvitt/merchant'
import { BASE_URLS, createClient } from '@kvitt/sdk'
import pino from 'pino'
import { print, printError } from '../output.ts'
import { packageVersion } from '../package-version.ts'
import { createHttpServer } from '../start/http-server.ts'
import { closeServer, listen } from '../start/listening.ts'
import { openStore } from '../start/open-store.ts'
import { systemRandom } from '../start/random.ts'
import { stopSignal } from '../start/stop-signal.ts'
import { systemClock } from '../start/system-clock.ts'
import { msnOf, orderPolicyOf, readMerchantConfig, type MerchantConfig } from './merchant-config.ts'

/** How often a node looks for what other nodes on the same database have left. */
const POLL_MS = 500
const REQUEST_TIMEOUT_MS = 30_000

/** `kvitt merchant`: serves until it is told to stop by SIGINT or SIGTERM. */
export async function runMerchant(file: string): Promise<void> {
  const config = readMerchantConfig(file, process.env)
  await using resources = new AsyncDisposableStack()
  const random = systemRandom()
  const options = merchantStoreOptions(random, config.events)
  const store = resources.use(await openStore(config, options, 'payments.db'))
  const logger = pino({ level: 'info', base: null }, pino.destination({ dest: 2, sync: false }))
  const merchant = resources.use(
    createMerchant({
      store,
      clock: systemClock,
      random,
      fetch,
      logger,
      configuration: {
        publicUrl: new URL(config.publicUrl),
        salesUnits: config.salesUnits.map((unit) => salesUnitOf(config, unit, logger)),
        apiKeys: config.apiKeys,
        eventEndpoints: config.events,
        resultSecret: config.resultSecret,
        policy: orderPolicyOf(config),
        version: packageVersion(),
      },
      ...(config.database !== undefined && { pollMs: POLL_MS }),
    }),
  )
  const server = createHttpServer((request) => merchant.fetch(request), {
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
  })
  const port = await listen(server, config, (next) => `"port": ${next} in the configuration`)
  resources.defer(() => closeServer(server))
  await merchant.start()
  print(`The payment server listens on http://${config.host}:${port}, for ${config.publicUrl}.`)
  await sayWhatIsWrong(merchant)
  const signal = await stopSignal()
  printError(`\n${signal}: stopping. Nothing that was answered is lost.`)
}

function salesUnitOf(
  { provider, system }: MerchantConfig,
  unit: MerchantConfig['salesUnits'][number],
  logger: Logger,
): SalesUnit {
  const { currency, referencePrefix, clientId, clientSecret, subscriptionKey } = unit
  const client = createClient({
    clientId,
    clientSecret,
    subscriptionKey,
    merchantSerialNumber: unit.merchantSerialNumber,
    baseUrl: provider === 'test' || provider === 'production' ? BASE_URLS[provider] : provider,
    system,
    logger,
    // The payment server repeats what is to be repeated, and remembers it.
    attemptsMax: 1,
  })
  const { epayment: payments, webhooks } = client
  return { msn: msnOf(unit), currency, referencePrefix, payments, webhooks }
}

/** The server serves all the same: what is wrong may be the other side, and pass. */
async function sayWhatIsWrong(merchant: Merchant): Promise<void> {
  for (const { msn, isRight, code, advice } of await merchant.selfTest()) {
    print(isRight ? `${msn}: ${advice}` : `${msn}: NOT RIGHT (${code}). ${advice}`)
  }
}
