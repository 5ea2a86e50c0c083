import {
  decisiveAttempt,
  isAttemptOver,
  remaining,
  statusOf,
  type Attempt,
  type Order,
  type OrderStatus,
} from '@kvitt/domain'
import type { ReturnResult } from './return-texts.ts'

const RESULT_OF_STATUS = {
  starting: 'pending',
  created: 'pending',
  cancelling: 'pending',
  refused: 'refused',
  aborted: 'aborted',
  expired: 'expired',
  terminated: 'terminated',
  authorized: 'authorized',
  partiallyCaptured: 'paid',
  captured: 'paid',
  partiallyRefunded: 'paid',
  cancelled: 'cancelled',
  refunded: 'refunded',
} as const satisfies Record<OrderStatus, ReturnResult>

/** What a customer who comes back is to be told: nothing that another attempt may prove wrong. */
export function returnResult(order: Order): ReturnResult {
  const result = RESULT_OF_STATUS[statusOf(order)]
  if (order.paidBy === undefined) return unsettledAttempts(order).length > 0 ? 'pending' : result
  // What is charged, or refunded already, is not all while more is reserved.
  const isLeft = remaining(decisiveAttempt(order).payment) > 0
  return isLeft && (result === 'paid' || result === 'refunded') ? 'partlyPaid' : result
}

/** Attempts that may still be approved, or hold money that is on its way back. */
export function unsettledAttempts({ attempts }: Order): readonly Attempt[] {
  return attempts.filter((attempt) => {
    const { payment } = attempt
    if (payment?.state !== 'AUTHORIZED') return !isAttemptOver(attempt)
    return remaining(payment) > 0 || payment.captured > payment.refunded
  })
}
