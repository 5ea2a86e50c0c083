import type { ShopEvent } from '@kvitt/contract'
import { order, statusOf, type Order, type OrderEvent } from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import { impersonalOrderView } from '../orders/order-view.ts'

/**
 * What the shop is told of something that happened to an order; undefined when it need not know.
 *
 * @param state the order after the event
 */
export function shopEventOf(event: OrderEvent, state: Order): ShopEvent | undefined {
  if (!concernsShop(event, state)) return undefined
  const view = impersonalOrderView(state)
  return {
    id: `${state.uid}-e${state.revision}`,
    type: `order.${OWN_NAMES[event.type] ?? view.status}`,
    timestamp: formatInstant(event.at),
    data: { order: view },
  }
}

/** What the shop is told by a name of its own, and not by the order's status. */
const OWN_NAMES: Partial<Record<OrderEvent['type'], string>> = {
  'attention-raised': 'attention',
  'refunded-otherwise': 'refundedOtherwise',
}

/** Whether an event changes what the shop makes of an order, and not only how it was found out. */
function concernsShop(event: OrderEvent, state: Order): boolean {
  const { paidBy } = state
  switch (event.type) {
    case 'opened':
    case 'paid':
    case 'attention-raised':
    case 'refunded-otherwise':
      return true
    case 'cancelled':
      // What is authorized stays so until the money is released: that is told then, and once.
      return statusOf(state) !== 'authorized'
    case 'payment-changed':
      // That it waits was told when it was opened; that it is authorized, when it pays the order.
      if (event.payment.state !== 'AUTHORIZED') return event.payment.state !== 'CREATED'
      return event.reference === paidBy || isGivenUp(state)
    case 'intent-refused':
      return statusOf(state) === 'refused'
    case 'intent-withdrawn':
      return isGivenUp(state)
    case 'placed':
    case 'attempt-started':
    case 'intent-recorded':
    case 'intent-sent':
    case 'intent-done':
    case 'outcome-unknown':
    case 'outcome-absent':
    case 'intent-postponed':
    case 'payment-unchanged':
    case 'read-failed':
    case 'read-wanted':
    case 'customer-seen':
    case 'reinstated':
    case 'attention-cleared':
    case 'information-recorded':
    case 'information-freed':
    case 'information-sent':
    case 'information-done':
    case 'information-postponed':
    case 'information-refused':
    case 'set-aside':
    case 'taken-up':
      return false
  }
}

/** Whether nothing comes of an order any more that the shop has cancelled. */
function isGivenUp(state: Order): boolean {
  return state.cancelledAt !== undefined && statusOf(state) === 'cancelled'
}

/** Everything that the shop was told of an order, oldest first, as it was told. */
export function shopEventsIn(history: readonly OrderEvent[]): readonly ShopEvent[] {
  let state: Order | undefined
  return history.flatMap((event) => {
    state = order.evolve(state, event)
    return shopEventOf(event, state) ?? []
  })
}
