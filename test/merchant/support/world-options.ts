import type { OrderPolicy } from '@kvitt/domain'
import type { WebPages } from '@kvitt/http'
import type { ConsoleConfiguration, MerchantConfiguration, Settlements } from '@kvitt/merchant'
import type { Fetch } from '@kvitt/sdk'
import type { DurationMs } from '@kvitt/values'
import type { Interrupt } from './fence.ts'
import type { World } from './world.ts'

export interface WorldOptions {
  readonly seed?: number
  readonly policy?: Partial<OrderPolicy>
  /** Comes between the payment server and the provider. */
  readonly between?: (fetch: Fetch) => Fetch
  /** Comes between the provider and the payment server's webhooks. */
  readonly webhooks?: (fetch: Fetch) => Fetch
  /** Whether webhooks are registered. */
  readonly isRegistered?: boolean
  /** Whether the payment server keeps its registrations right by itself. */
  readonly keepsWebhooks?: boolean
  /** Where settlements are imported from; they are not unless given. */
  readonly settlements?: (world: World) => Settlements
  readonly clientSecret?: string
  /** What the shop calls its sales unit. */
  readonly salesUnitName?: string
  readonly referencePrefix?: string
  readonly confirmationUrl?: string
  /** Beside the Norwegian one. */
  readonly moreSalesUnits?: (world: World) => MerchantConfiguration['salesUnits']
  /** Comes between the payment server and the shop that it tells what has happened. */
  readonly toShop?: (fetch: Fetch) => Fetch
  /** Of the payment server, as it is configured; webhooks come in all the same. */
  readonly publicUrl?: string
  /** Comes between the payment server and its own public URL, which the self-test calls. */
  readonly toPublicUrl?: (fetch: Fetch) => Fetch
  /** Called around everything that the payment server asks of its store. */
  readonly interrupt?: Interrupt
  /** How far the payment server's clock is ahead of the provider's; may be negative. */
  readonly aheadMs?: DurationMs
  /** Of the support console; without them it has an API alone. */
  readonly pages?: WebPages
  /** Who may use the support console, and how. */
  readonly console?: ConsoleConfiguration
}
