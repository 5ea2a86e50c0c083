import { newSigningKey, openTokenService } from './access-token/token-service.ts'
import { PortalSessions } from './control/portal-sessions.ts'
import { DirectoryService } from './directory/directory-service.ts'
import { EnvironmentClock } from './environment/environment-clock.ts'
import { openEnvironment } from './environment/environment-service.ts'
import { FaultService } from './faults/fault-service.ts'
import { PaymentLocks } from './http/payment-locks.ts'
import { RateLimiter } from './http/rate-limiter.ts'
import { Journal, JOURNAL_BOUNDS } from './journal/journal.ts'
import { PaymentWatchers } from './landing/payment-watchers.ts'
import type { ProviderDeps, Services } from './services.ts'

/** What every handler works with, as the store has it. */
export async function openServices(deps: Omit<ProviderDeps, 'pollMs'>): Promise<Services> {
  const { store, random, configuration } = deps
  const environment = await openEnvironment(store, deps.clock.now(), newSigningKey)
  const clock = new EnvironmentClock(deps.clock)
  clock.set(environment.clock)
  const journal = new Journal(configuration.journal ?? JOURNAL_BOUNDS)
  clock.onSet(() => journal.recordChange('clock'))
  const watchers = new PaymentWatchers()
  clock.onSet(() => watchers.tellAll())
  const onFaults = (): void => journal.recordChange('faults')
  const faults = new FaultService({ store, clock, random, onChange: onFaults })
  await faults.refresh()
  const seed = deps.directory
  const directoryService = await DirectoryService.open({
    store,
    systemClock: deps.clock,
    seed,
    onChange: () => journal.recordChange('directory'),
  })
  return {
    store,
    clock,
    systemClock: deps.clock,
    random,
    fetch: deps.fetch,
    logger: deps.logger,
    configuration,
    get directory() {
      return directoryService.current
    },
    directoryService,
    tokens: await openTokenService(environment.signingKey, deps.clock, random),
    journal,
    faults,
    rateLimiter: configuration.rateLimits ? new RateLimiter(deps.clock) : undefined,
    locks: new PaymentLocks(),
    sessions: sessionsOf(deps, environment.signingKey),
    watchers,
  }
}

function sessionsOf(
  { configuration, clock, random }: Omit<ProviderDeps, 'pollMs'>,
  signingKey: string,
): PortalSessions | undefined {
  const { adminToken } = configuration
  return adminToken === undefined
    ? undefined
    : new PortalSessions({ signingKey, adminToken, clock, random })
}
