import type { Instant } from '@kvitt/values'
import { impossible, type Aggregate } from '../decider.ts'
import type { OrderAddress } from './order-information.ts'

/** To which order a category belongs, for those who know only the category's own id. */
export interface CategoryAddress {
  readonly order: OrderAddress
}

interface Registered {
  readonly type: 'registered'
  readonly at: Instant
  readonly order: OrderAddress
}
type Register = Omit<Registered, 'type'> & { readonly type: 'register' }

export const categoryAddress: Aggregate<
  CategoryAddress,
  Register,
  Registered,
  'addressRegistered'
> = {
  kind: 'order-category-address',
  decide: (state, command) =>
    state ? { refusal: 'addressRegistered' } : { events: [{ ...command, type: 'registered' }] },
  evolve(state, { type, order }) {
    if (state) throw impossible('order-category-address', 'registered', type)
    return { order }
  },
  wakeAt: () => undefined,
}
