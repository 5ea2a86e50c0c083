import type { OrderView } from '@kvitt/contract'
import {
  capturable,
  decisiveAttempt,
  guaranteedUntil,
  isOpen,
  refundable,
  statusOf,
  type Attempt,
  type Intent,
  type Order,
} from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'

/** An order as the shop sees it. */
export function orderView(state: Order): OrderView {
  const attempt = decisiveAttempt(state)
  const { payment, redirectUrl, readAt } = attempt
  const until = guaranteedUntil(attempt)
  const isWaiting = payment === undefined || payment.state === 'CREATED'
  return {
    number: state.number,
    merchantSerialNumber: state.msn,
    status: statusOf(state),
    currency: state.currency,
    amount: state.amount,
    sums: {
      authorized: payment?.authorized ?? 0,
      captured: payment?.captured ?? 0,
      cancelled: payment?.cancelled ?? 0,
      refunded: payment?.refunded ?? 0,
      capturable: state.paidBy === undefined ? 0 : capturable(attempt),
      refundable: state.paidBy === undefined ? 0 : refundable(attempt),
    },
    reference: attempt.reference,
    ...(redirectUrl !== undefined && isWaiting && { redirectUrl }),
    ...(until !== undefined && { captureGuaranteedUntil: formatInstant(until) }),
    placedAt: formatInstant(state.placedAt),
    ...(readAt !== undefined && { readAt: formatInstant(readAt) }),
    ...(state.cancelledAt !== undefined && { cancelledAt: formatInstant(state.cancelledAt) }),
    attempts: state.attempts.map(attemptView),
    pending: state.attempts.flatMap((each) =>
      each.intents.flatMap((one) => pendingView(each, one)),
    ),
    attention: state.attention.map(({ at, ...rest }) => ({ ...rest, at: formatInstant(at) })),
  }
}

function attemptView({ reference, amount, payment, startedAt }: Attempt) {
  const state = payment?.state ?? 'unread'
  return { reference, amount, state, startedAt: formatInstant(startedAt) }
}

function pendingView({ reference }: Attempt, intent: Intent): OrderView['pending'] {
  const { type, amount, state } = intent
  if (!isOpen(intent) || state === 'done' || state === 'refused' || state === 'withdrawn') return []
  return [{ type, reference, amount, state }]
}
