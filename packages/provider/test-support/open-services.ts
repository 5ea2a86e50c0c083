import { randomBytes, randomUUID } from 'node:crypto'
import { payment } from '@kvitt/domain'
import { openSqliteStore } from '@kvitt/store'
import { HOUR_MS, instant } from '@kvitt/values'
import { newSigningKey, openTokenService } from '../src/access-token/token-service.ts'
import { SEED } from '../src/directory/seed.ts'
import { EnvironmentClock } from '../src/environment/environment-clock.ts'
import { Journal, JOURNAL_BOUNDS } from '../src/journal/journal.ts'
import type { Random, Services } from '../src/services.ts'
import { FakeClock } from './fake-clock.ts'
import { RecordingLogger } from './recording-logger.ts'

const random: Random = { uuid: () => randomUUID(), bytes: (length) => randomBytes(length) }

/** What a handler works with, on a store in memory. */
export interface OpenServices extends AsyncDisposable {
  readonly services: Services
  readonly logger: RecordingLogger
  /** The headers of a merchant who may do everything. */
  readonly headers: Readonly<Record<string, string>>
}

let signingKey: Promise<string> | undefined

export async function openServices(): Promise<OpenServices> {
  const system = new FakeClock(instant(Date.UTC(2026, 0, 1, 12)))
  const logger = new RecordingLogger()
  const store = openSqliteStore(':memory:', {
    reactions: [],
    newId: () => random.uuid(),
    aggregates: [payment],
  })
  signingKey ??= newSigningKey()
  const tokens = await openTokenService(await signingKey, system, random)
  const [keySet] = SEED.keySets
  const [unit] = keySet?.salesUnits ?? []
  const [subscriptionKey] = keySet?.subscriptionKeys ?? []
  if (!keySet || !unit || subscriptionKey === undefined) throw new Error('the seed has no merchant')
  const identity = { clientId: keySet.clientId, msn: unit.msn }
  const { token } = await tokens.issue(identity, HOUR_MS)
  return {
    services: {
      store,
      clock: new EnvironmentClock(system),
      systemClock: system,
      random,
      fetch: () => Promise.reject(new TypeError('there is no network here')),
      logger,
      configuration: {
        publicUrl: new URL('http://localhost:8080'),
        strict: false,
        version: '0.0.0',
      },
      directory: SEED,
      journal: new Journal(JOURNAL_BOUNDS),
      tokens,
    },
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
