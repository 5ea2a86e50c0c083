import type { ConsoleOrderSummary } from '@kvitt/contract'
import { decisiveAttempt, guaranteedUntil, remaining, statusOf, type Order } from '@kvitt/domain'
import { earliest, formatInstant } from '@kvitt/values'
import { customerOf } from './order-customer.ts'

/** An order as a row of a list. */
export function orderSummary(state: Order): ConsoleOrderSummary {
  const { msn, number, currency, terms, attention } = state
  const attempt = decisiveAttempt(state)
  const { payment } = attempt
  const until = guaranteedUntil(attempt)
  const customer = customerOf(state)
  const attentionAt = earliest(...attention.map(({ at }) => at))
  return {
    msn,
    number,
    reference: attempt.reference,
    status: statusOf(state),
    currency,
    amount: state.amount,
    authorized: payment?.authorized ?? 0,
    captured: payment?.captured ?? 0,
    refunded: payment?.refunded ?? 0,
    remaining: remaining(payment),
    placedAt: formatInstant(state.placedAt),
    description: terms.description,
    ...(customer !== undefined && { customer }),
    attention: [...new Set(attention.map(({ kind }) => kind))],
    ...(attentionAt !== undefined && { attentionAt: formatInstant(attentionAt) }),
    ...(until !== undefined && { guaranteedUntil: formatInstant(until) }),
  }
}
