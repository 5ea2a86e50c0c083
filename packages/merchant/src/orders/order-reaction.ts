import { order, type Order, type OrderEvent } from '@kvitt/domain'
import type { FollowUp, Reaction } from '@kvitt/store'

/**
 * What an event of an order causes elsewhere, in the same commit. Pure: it may run more than once.
 *
 * @param state after the event
 * @param before the event; undefined when it is the first
 */
export type OrderFollower = (
  event: OrderEvent,
  state: Order,
  before: Order | undefined,
) => readonly FollowUp[]

/** Everything that follows from an order; nothing but the order itself has to be seen for it. */
export function orderReaction(followers: readonly OrderFollower[]): Reaction {
  return {
    kind: order.kind,
    consults: (key) => ({ aggregate: order, key }),
    follow: (event, state, _consulted, before) =>
      followers.flatMap((follow) =>
        follow(event as OrderEvent, state as Order, before as Order | undefined),
      ),
  }
}
