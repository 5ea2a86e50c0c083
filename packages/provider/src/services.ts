import type { WebPages } from '@kvitt/http'
import type { Store } from '@kvitt/store'
import type { DurationMs, Instant } from '@kvitt/values'
import type { TokenService } from './access-token/token-service.ts'
import type { Directory } from '@kvitt/domain'
import type { DirectoryService } from './directory/directory-service.ts'
import type { PortalSessions } from './control/portal-sessions.ts'
import type { EnvironmentClock } from './environment/environment-clock.ts'
import type { Journal, JournalBounds } from './journal/journal.ts'
import type { FaultService } from './faults/fault-service.ts'
import type { PaymentLocks } from './http/payment-locks.ts'
import type { PaymentWatchers } from './landing/payment-watchers.ts'
import type { RateLimiter } from './http/rate-limiter.ts'

/** The machine's clock. Whatever another machine's clock is held against runs on it. */
export interface SystemClock {
  now(): Instant
  /** Calls back once after `delayMs`; returns how to call it off. */
  setTimer(delayMs: DurationMs, callback: () => void): () => void
}

/** Where everything unpredictable comes from. */
export interface Random {
  /** A UUID of version 4. */
  uuid(): string
  bytes(length: number): Uint8Array
}

export interface Logger {
  info(context: object, message: string): void
  warn(context: object, message: string): void
  error(context: object, message: string): void
}

interface ProviderConfiguration {
  /** Where browsers reach this server: the beginning of every `redirectUrl`. */
  readonly publicUrl: URL
  /** Demanded by the control API when given; without one, only loopback hosts are served. */
  readonly adminToken?: string
  /** Refuse what the real service tolerates but a real client should not send. */
  readonly strict: boolean
  /**
   * Be as production is, not as the test environment: tokens live a day, nothing is approved by
   * force, links open the real app.
   */
  readonly production?: boolean
  /** Let through only as many calls a minute for one reference as the real gateway does. */
  readonly rateLimits: boolean
  readonly version: string
  /** How much of what happens is kept to be looked at; `JOURNAL_BOUNDS` unless given. */
  readonly journal?: JournalBounds
}

/** Everything impure that a provider works with. */
export interface ProviderDeps {
  /** Opened with `providerStoreOptions`. */
  readonly store: Store
  readonly clock: SystemClock
  readonly random: Random
  readonly fetch: typeof fetch
  readonly logger: Logger
  /** Who is known when the environment is founded; later, who is known is in the store. */
  readonly directory: Directory
  readonly configuration: ProviderConfiguration
  /** The pages that people see; without them there is only the plain payment page. */
  readonly pages?: WebPages
  /** How often to look for what other nodes on the same store have done; undefined for one node. */
  readonly pollMs?: DurationMs
}

/** What every handler works with. */
export interface Services {
  readonly store: Store
  /** The environment's clock: payments, deadlines and retries live on it. */
  readonly clock: EnvironmentClock
  readonly systemClock: SystemClock
  readonly random: Random
  readonly fetch: typeof fetch
  readonly logger: Logger
  readonly configuration: ProviderConfiguration
  /** Who is known at the moment: always ask anew, never keep it. */
  readonly directory: Directory
  readonly directoryService: DirectoryService
  readonly tokens: TokenService
  readonly journal: Journal
  readonly faults: FaultService
  /** Undefined where limits are switched off. */
  readonly rateLimiter: RateLimiter | undefined
  readonly locks: PaymentLocks
  /** Undefined where there is no admin token to sign in with. */
  readonly sessions: PortalSessions | undefined
  /** Who looks at a landing page. */
  readonly watchers: PaymentWatchers
}
