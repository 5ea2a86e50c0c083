import type { Instant } from '@kvitt/values'
import type { Aggregate } from '../decider.ts'

/** A webhook that said it was about an order, and was not believed. */
export interface RefusedWebhook {
  readonly at: Instant
  /** What was wrong with it. */
  readonly fault: string
  /** What it said had happened. */
  readonly name?: string
}

/** What was refused about one order: the first few, because anybody can send more. */
export interface RefusedWebhooks {
  readonly webhooks: readonly RefusedWebhook[]
}

type RefusedWebhooksEvent = RefusedWebhook & { readonly type: 'refused' }

export type RefusedWebhooksCommand = RefusedWebhook & { readonly type: 'refuse' }

const WEBHOOKS_MAX = 20

export const refusedWebhooks: Aggregate<
  RefusedWebhooks,
  RefusedWebhooksCommand,
  RefusedWebhooksEvent,
  'enough'
> = {
  kind: 'refused-webhooks',
  decide: (state, command) =>
    (state?.webhooks.length ?? 0) >= WEBHOOKS_MAX
      ? { refusal: 'enough' }
      : { events: [{ ...command, type: 'refused' }] },
  evolve: (state, { type: _type, ...webhook }) => ({
    webhooks: [...(state?.webhooks ?? []), webhook],
  }),
  wakeAt: () => undefined,
}
