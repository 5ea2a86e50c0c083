import { orderSettlement } from '@kvitt/domain'
import { orderKey } from '../orders/order-key.ts'
import type { OrderFollower } from '../orders/order-reaction.ts'

/** Expects in the ledger what the provider says is captured or refunded. */
export const followCaptures: OrderFollower = (event, { msn, number, currency }, before) => {
  if (event.type !== 'payment-changed') return []
  const { at, reference, payment } = event
  const { captured, refunded } = payment
  const earlier = before?.attempts.find((attempt) => attempt.reference === reference)?.payment
  const hasGrown = captured > (earlier?.captured ?? 0) || refunded > (earlier?.refunded ?? 0)
  if (!hasGrown) return []
  const sums = { reference, captured, refunded }
  return [
    {
      aggregate: orderSettlement,
      key: orderKey(msn, number),
      command: { type: 'expect', at, msn, number, currency, ...sums },
    },
  ]
}
