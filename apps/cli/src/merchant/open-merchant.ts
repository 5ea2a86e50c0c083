import type { WebPages } from '@kvitt/http'
import {
  createMerchant,
  merchantStoreOptions,
  type Merchant,
  type SalesUnit,
} from '@kvitt/merchant'
import { BASE_URLS, createClient, KvittError, type Client } from '@kvitt/sdk'
import type { Logger } from 'pino'
import { CliError } from '../cli-error.ts'
import { packageVersion } from '../package-version.ts'
import { openStore } from '../start/open-store.ts'
import { systemRandom } from '../start/random.ts'
import { systemClock } from '../start/system-clock.ts'
import { msnOf, orderPolicyOf, type MerchantConfig } from './merchant-config.ts'

/** How often a node looks for what other nodes on the same database have left. */
const POLL_MS = 500

const FILE = { name: 'payments.db', elsewhere: 'give another directory as "data"' }

/** A payment server with its store, which is closed with it. */
export interface OpenMerchant extends AsyncDisposable {
  readonly merchant: Merchant
}

interface OpenMerchantOptions {
  readonly logger: Logger
  readonly pages: WebPages
  readonly memory?: boolean
}

/** Puts the payment server of a configuration together; nothing is under way yet. */
export async function openMerchant(
  config: MerchantConfig,
  { logger, pages, memory = false }: OpenMerchantOptions,
): Promise<OpenMerchant> {
  await using resources = new AsyncDisposableStack()
  const random = systemRandom()
  const options = merchantStoreOptions(random, config.events)
  const store = resources.use(await openStore({ ...config, memory }, options, FILE))
  const merchant = resources.use(
    createMerchant({
      store,
      clock: systemClock,
      random,
      fetch,
      logger,
      pages,
      configuration: {
        publicUrl: new URL(config.publicUrl),
        salesUnits: config.salesUnits.map((unit) => salesUnitOf(config, unit, logger)),
        apiKeys: config.apiKeys,
        eventEndpoints: config.events,
        resultSecret: config.resultSecret,
        ...(config.confirmationUrl !== undefined && { confirmationUrl: config.confirmationUrl }),
        policy: orderPolicyOf(config),
        ...(config.console && { console: config.console }),
        version: packageVersion(),
        program: new URL('../../package.json', import.meta.url),
      },
      ...(config.database !== undefined && { pollMs: POLL_MS }),
    }),
  )
  const held = resources.move()
  return { merchant, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

function salesUnitOf(
  config: MerchantConfig,
  unit: MerchantConfig['salesUnits'][number],
  logger: Logger,
): SalesUnit {
  const client = clientOf(config, unit, logger)
  const { epayment: payments, orderManagement: information, webhooks, report } = client
  return {
    msn: msnOf(unit),
    currency: unit.currency,
    ...(unit.name !== undefined && { name: unit.name }),
    referencePrefix: unit.referencePrefix,
    payments,
    information,
    webhooks,
    ...(config.settlements.import && { settlements: report }),
  }
}

/** @throws CliError when the client refuses what it is configured with, such as where keys would be sent */
function clientOf(
  { provider, system }: MerchantConfig,
  {
    clientId,
    clientSecret,
    subscriptionKey,
    merchantSerialNumber,
  }: MerchantConfig['salesUnits'][number],
  logger: Logger,
): Client {
  try {
    return createClient({
      clientId,
      clientSecret,
      subscriptionKey,
      merchantSerialNumber,
      baseUrl: provider === 'test' || provider === 'production' ? BASE_URLS[provider] : provider,
      system,
      logger,
      // The payment server repeats what is to be repeated, and remembers it.
      attemptsMax: 1,
    })
  } catch (error) {
    if (!(error instanceof KvittError)) throw error
    const wrong = error.details?.map(({ name, reason }) => `  ${NAMES[name] ?? name}: ${reason}`)
    throw new CliError(`The configuration is not right:\n${wrong?.join('\n') ?? error.message}`, 2)
  }
}

/** What a member of the client's options is called in the configuration. */
const NAMES: Readonly<Record<string, string>> = { baseUrl: 'provider' }
