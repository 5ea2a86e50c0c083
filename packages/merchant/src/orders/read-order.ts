import { attemptOf, decisiveAttempt, order, type Order } from '@kvitt/domain'
import { SECOND_MS } from '@kvitt/values'
import type { Services } from '../services.ts'
import { findOrder } from './find-order.ts'

/** How long is waited for the provider to be asked. */
const READ_MS_MAX = 10 * SECOND_MS

/** Who wants a payment to be read. */
export interface ReadOrigin {
  readonly cause: 'shop' | 'staff'
  /** The name of an employee. */
  readonly by?: string
}

export interface ReadResult {
  readonly state: Order
  /** Otherwise the provider has not answered yet, and is asked again by itself. */
  readonly isRead: boolean
}

/**
 * Has the payment that counts read now, and waits for it; undefined when there is no such order.
 *
 * @param number as it was typed
 */
export async function readOrder(
  services: Services,
  number: string,
  origin: ReadOrigin,
): Promise<ReadResult | undefined> {
  const { store, clock, orders } = services
  const found = await findOrder(services, number)
  if (!found) return undefined
  const { key } = found
  const at = clock.now()
  const { reference } = decisiveAttempt(found.state)
  const command = { type: 'want-read', at, reference, ...origin } as const
  const wanted = await store.decide({ aggregate: order, key, command, at })
  const state = (await orders.untilRead(key, reference, wanted.state, READ_MS_MAX)) ?? found.state
  const { readAt = 0 } = attemptOf(state, reference) ?? {}
  return { state, isRead: readAt >= at }
}
