import type { ShopEvent } from '@kvitt/contract'
import { webhookDelivery, type Order } from '@kvitt/domain'
import type { FollowUp } from '@kvitt/store'
import type { Instant } from '@kvitt/values'
import type { OrderFollower } from '../orders/order-reaction.ts'
import type { EventEndpoint } from '../services.ts'
import { shopEventOf } from './shop-event.ts'

/**
 * Queues what the shop is told in the commit of what it is told about: one queue per endpoint and
 * order, so that it comes in order, and one order that fails keeps up no other.
 */
export function tellShop(endpoints: readonly Pick<EventEndpoint, 'id'>[]): OrderFollower {
  return (event, state) => {
    const told = shopEventOf(event, state)
    return told ? enqueueing(endpoints, state, told, event.at) : []
  }
}

interface Enqueueing extends FollowUp {
  readonly aggregate: typeof webhookDelivery
  readonly command: Parameters<typeof webhookDelivery.decide>[1]
}

/** The commands that queue one event for every endpoint. */
export function enqueueing(
  endpoints: readonly Pick<EventEndpoint, 'id'>[],
  { msn, number }: Pick<Order, 'msn' | 'number'>,
  event: ShopEvent,
  at: Instant,
): readonly Enqueueing[] {
  return endpoints.map(({ id }) => ({
    aggregate: webhookDelivery,
    key: deliveryKey({ msn, number }, id),
    command: {
      type: 'enqueue',
      msn,
      registrationId: id,
      reference: number,
      eventType: event.type,
      body: JSON.stringify(event),
      enqueuedAt: at,
    },
  }))
}

/** Where the store keeps what an order owes an endpoint. */
export function deliveryKey(
  { msn, number }: Pick<Order, 'msn' | 'number'>,
  endpointId: string,
): string {
  return `${msn}/${endpointId}/${number}`
}
