import type { Decision } from '../decider.ts'
import type { ModificationFailure, PaymentEvent } from './payment.ts'

const FAILED = {
  captured: 'capture-failed',
  refunded: 'refund-failed',
  cancelled: 'cancel-failed',
} as const

/** A failure is told only of what would have been done. */
export function unlessItFails<Refusal extends string>(
  failure: ModificationFailure | undefined,
  decision: Decision<PaymentEvent, Refusal>,
): Decision<PaymentEvent, Refusal> {
  if (failure === undefined || 'refusal' in decision) return decision
  return {
    events: decision.events.flatMap((event) => {
      const isMoved =
        event.type === 'captured' || event.type === 'refunded' || event.type === 'cancelled'
      if (!isMoved) return []
      const { amount, at, idempotencyKey, pspReference, type } = event
      const key = idempotencyKey === undefined ? {} : { idempotencyKey }
      return [{ type: FAILED[type], at, pspReference, ...key, amount, reason: failure }]
    }),
  }
}
