import type { ConsoleRole } from '@kvitt/contract'
import type {
  EpaymentApi,
  Logger as SdkLogger,
  OrderManagementApi,
  ReportApi,
  WebhooksApi,
} from '@kvitt/sdk'
import type { OrderPolicy } from '@kvitt/domain'
import type { WebPages } from '@kvitt/http'
import type { Store, WakeClock } from '@kvitt/store'
import type { Currency, DurationMs, Instant, Msn } from '@kvitt/values'
import type { OrderWatch } from './orders/order-watch.ts'

/** The machine's clock. */
export interface Clock {
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

/** What pino is. Nothing that is given to it holds a secret. */
export interface Logger extends SdkLogger {
  info(context: object, message: string): void
  warn(context: object, message: string): void
  error(context: object, message: string): void
}

/** What the payment server does with the payments of one sales unit; `client.epayment` does it. */
export type Payments = Pick<
  EpaymentApi,
  'create' | 'get' | 'events' | 'capture' | 'refund' | 'cancel'
>

/** How the customers of one sales unit are told more; `client.orderManagement` does it. */
export type OrderInformation = Pick<OrderManagementApi, 'putCategory' | 'addReceipt' | 'getOrder'>

/** How what is paid out to one sales unit is read; `client.report` does it. */
export type Settlements = Pick<ReportApi, 'ledgers' | 'ledgerFeed'>

/** One place where the merchant takes payments. */
export interface SalesUnit {
  readonly msn: Msn
  readonly currency: Currency
  /** What the shop calls it by, where several take the same currency: a store, a till. */
  readonly name?: string
  /** Begins every reference of the sales unit: 6 to 20 letters, digits and hyphens. */
  readonly referencePrefix: string
  readonly payments: Payments
  readonly information: OrderInformation
  /** `client.report`, to import settlements; without it, they are not. */
  readonly settlements?: Settlements
  /** `client.webhooks`, to keep the registration right; without it, that is done elsewhere. */
  readonly webhooks?: WebhooksApi
  /** Of registrations that were made elsewhere. */
  readonly webhookSecrets?: readonly string[]
}

/** Where the shop is told what has changed. */
export interface EventEndpoint {
  /** Names its queues in the store: never changes. */
  readonly id: string
  readonly url: string
  /** As Standard Webhooks has it: `whsec_` and Base64. */
  readonly secret: string
}

/** A key of the shop's API, as its hash. */
export interface ApiKey {
  /** For the log. */
  readonly name: string
  /** SHA-256 of the key, in lower-case hexadecimal. */
  readonly sha256: string
}

export interface MerchantConfiguration {
  /** Where the provider and customers' browsers reach this server. */
  readonly publicUrl: URL
  /** The first is used where several would do and the order names none. */
  readonly salesUnits: readonly SalesUnit[]
  readonly apiKeys: readonly ApiKey[]
  readonly eventEndpoints: readonly EventEndpoint[]
  /** Signs what the customer's browser carries back to the shop; at least 16 characters. */
  readonly resultSecret: string
  /**
   * Where the customer finds an order in the shop, with `{number}` in the number's place: they are
   * told when it is paid. Absent, nothing is told by itself.
   */
  readonly confirmationUrl?: string
  /** For every order that says nothing else. */
  readonly policy: OrderPolicy
  /** Of the support console. */
  readonly console?: ConsoleConfiguration
  readonly version: string
  /**
   * The `package.json` of the program that runs the server: diagnostics tell which modules it is
   * installed with. Absent, those of the server itself.
   */
  readonly program?: URL
}

export interface ConsoleConfiguration {
  /** Made when the server starts, unless somebody is called so. */
  readonly administrator?: { readonly name: string; readonly password: string }
  /** How many proxies that add to `X-Forwarded-For` stand before this server; none unless given. */
  readonly proxies?: number
  readonly openid?: OpenidConfiguration
}

/** An identity provider that employees sign in with, by OpenID Connect. */
export interface OpenidConfiguration {
  /** https, or http on this machine. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the button says behind "Sign in with". */
  readonly label: string
  /** `openid email profile` unless given. */
  readonly scope?: string
  /** The claim that says what somebody may do, a text or a list of texts; `roles` unless given. */
  readonly roleClaim?: string
  /** What values of that claim mean. */
  readonly roles: Readonly<Record<string, ConsoleRole>>
  /** Of who has none of them; without it they are not let in. */
  readonly defaultRole?: ConsoleRole
  /** Of verified e-mail addresses; all unless given. */
  readonly allowedDomains?: readonly string[]
}

/** Everything impure that a payment server works with. */
export interface MerchantDeps {
  /** Opened with `merchantStoreOptions`. */
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  /** For what the shop is told, and to try the public URL; the provider is called through the sales units. */
  readonly fetch: typeof fetch
  readonly logger: Logger
  readonly configuration: MerchantConfiguration
  /** The support console's; without them `/console` says so. */
  readonly pages?: WebPages
  /** How often to look for what other nodes on the same store have left; undefined for one node. */
  readonly pollMs?: DurationMs
}

/** What everything works with. */
export interface Services extends Omit<MerchantDeps, 'pages' | 'pollMs'> {
  readonly wakeClock: WakeClock
  readonly orders: OrderWatch
}
