import { salesUnitAbsence } from '@kvitt/domain'
import type { OrderFollower } from '../orders/order-reaction.ts'

/** Counts, in the commit that says so, the orders that wait for a sales unit that is not configured. */
export const followSetAside: OrderFollower = (event, { msn }, before) => {
  const { type, at } = event
  if (type === 'set-aside' && !before?.aside) {
    return [{ aggregate: salesUnitAbsence, key: msn, command: { type, at, msn } }]
  }
  return type === 'taken-up'
    ? [{ aggregate: salesUnitAbsence, key: msn, command: { type: 'take-up', at } }]
    : []
}
