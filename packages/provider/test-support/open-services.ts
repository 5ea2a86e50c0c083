import { randomBytes, randomUUID } from 'node:crypto'
import { openSqliteStore } from '@kvitt/store'
import { FakeClock } from '@kvitt/testing/fake-clock'
import { HOUR_MS, instant } from '@kvitt/values'
import { providerStoreOptions } from '../src/create-provider.ts'
import { SEED } from '../src/directory/seed.ts'
import { openServices } from '../src/open-services.ts'
import type { Random, Services } from '../src/services.ts'
import { RecordingLogger } from './recording-logger.ts'

const random: Random = { uuid: () => randomUUID(), bytes: (length) => randomBytes(length) }

/** What a handler works with, on a store in memory. */
export interface OpenServices extends AsyncDisposable {
  readonly services: Services
  readonly logger: RecordingLogger
  /** The headers of a merchant who may do everything. */
  readonly headers: Readonly<Record<string, string>>
}

export async function openTestServices(): Promise<OpenServices> {
  const logger = new RecordingLogger()
  const store = openSqliteStore(':memory:', { ...providerStoreOptions(random), reactions: [] })
  const services = await openServices({
    store,
    clock: new FakeClock(instant(Date.UTC(2026, 0, 1, 12))),
    random,
    fetch: () => Promise.reject(new TypeError('there is no network here')),
    logger,
    directory: SEED,
    configuration: {
      publicUrl: new URL('http://localhost:8080'),
      strict: false,
      rateLimits: true,
      version: '0.0.0',
    },
  })
  const [keySet] = SEED.keySets
  const [unit] = keySet?.salesUnits ?? []
  const [subscriptionKey] = keySet?.subscriptionKeys ?? []
  if (!keySet || !unit || subscriptionKey === undefined) throw new Error('the seed has no merchant')
  const { token } = await services.tokens.issue(
    { clientId: keySet.clientId, msn: unit.msn },
    HOUR_MS,
  )
  return {
    services,
    logger,
    headers: {
      Authorization: `Bearer ${token}`,
      'Ocp-Apim-Subscription-Key': subscriptionKey,
      'Merchant-Serial-Number': unit.msn,
      'Idempotency-Key': 'key 1',
    },
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}
