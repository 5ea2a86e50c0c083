import type { ConsoleAction, ConsoleAttempt, ConsoleChange, ConsoleOrder } from '@kvitt/contract'
import {
  attemptOf,
  capturable,
  decisiveAttempt,
  guaranteedUntil,
  order,
  receiptOf,
  isRefused,
  refundable,
  remaining,
  reservedUntil,
  type Attempt,
  type Intent,
  type Order,
  type OrderCommand,
  type OrderRefusal,
} from '@kvitt/domain'
import { formatInstant, ZERO, type Instant } from '@kvitt/values'
import type { OrderChange } from '../../orders/change-order.ts'
import { orderView } from '../../orders/order-view.ts'
import { consoleAdvice } from './console-advice.ts'
import { failureView } from './console-text.ts'
import { customerFacts } from './order-customer.ts'
import { orderSummary } from './order-summary.ts'

/** All that an employee may see of an order, and do about it, at a moment. */
export function orderDetails(state: Order, at: Instant): ConsoleOrder {
  const attempt = decisiveAttempt(state)
  const { payment, readAt, nextReadAt } = attempt
  const { terms, policy, cancelledAt, aside } = state
  const { lines, captures, refunds, information, refundedOtherwise } = orderView(state)
  return {
    ...orderSummary(state),
    revision: state.revision,
    cancelled: payment?.cancelled ?? 0,
    attempts: state.attempts.map((each) => attemptView(state, each)),
    changes: state.attempts.flatMap((each) => each.intents.map((one) => changeView(each, one))),
    wants: state.attention.map(({ kind, reference, at: since, ...failure }) => ({
      kind,
      reference,
      at: formatInstant(since),
      ...failureView(failure),
    })),
    actions: actionsOf(state, at),
    lines,
    captures,
    refunds,
    information: information.map(({ code, traceId, ...each }) => ({
      ...each,
      ...failureView({ code, traceId }),
    })),
    refundedOtherwise,
    ...(readAt !== undefined && { readAt: formatInstant(readAt) }),
    ...(nextReadAt !== undefined && { nextReadAt: formatInstant(nextReadAt) }),
    ...(cancelledAt !== undefined && { cancelledAt: formatInstant(cancelledAt) }),
    ...(aside && { setAsideAt: formatInstant(aside.since) }),
    ...(terms.returnUrl !== undefined && { returnUrl: terms.returnUrl }),
    userFlow: terms.userFlow,
    capture: policy.capture,
    isReceiptSent: receiptOf(state) !== undefined,
    shared: customerFacts(state),
  }
}

function attemptView(state: Order, attempt: Attempt): ConsoleAttempt {
  const { reference, amount, startedAt, payment, readAt, failedReads, redirectUrl } = attempt
  const { expiresAt } = attempt
  const until = guaranteedUntil(attempt)
  const releasedAt = reservedUntil(attempt, state.currency)
  const isWaiting = payment === undefined || payment.state === 'CREATED'
  return {
    reference,
    amount,
    startedAt: formatInstant(startedAt),
    state: payment?.state ?? (isRefused(attempt) ? 'refused' : 'unread'),
    ...(readAt !== undefined && { readAt: formatInstant(readAt) }),
    failedReads,
    isDecisive: decisiveAttempt(state).reference === reference,
    isPaying: state.paidBy === reference,
    ...(redirectUrl !== undefined && isWaiting && { redirectUrl }),
    ...(until !== undefined && { guaranteedUntil: formatInstant(until) }),
    ...(releasedAt !== undefined && { reservedUntil: formatInstant(releasedAt) }),
    ...(expiresAt !== undefined && isWaiting && { expiresAt: formatInstant(expiresAt) }),
  }
}

function changeView({ reference }: Attempt, intent: Intent): ConsoleChange {
  const { type, amount, state, by, reason, recordedAt, dueAt, timesSent } = intent
  return {
    type,
    reference,
    amount,
    state,
    by,
    ...(reason !== undefined && { reason }),
    recordedAt: formatInstant(recordedAt),
    dueAt: formatInstant(dueAt),
    timesSent,
    ...failureView(intent),
  }
}

/** What would be answered if somebody tried it now with all there is. */
function actionsOf(state: Order, at: Instant): ConsoleOrder['actions'] {
  const paid = state.paidBy === undefined ? undefined : attemptOf(state, state.paidBy)
  const { reference, payment } = decisiveAttempt(state)
  const refusalOf = (command: OrderCommand): OrderRefusal | undefined => {
    const decision = order.decide(state, command)
    return 'refusal' in decision ? decision.refusal : undefined
  }
  const may = (change: OrderChange, max: number): ConsoleAction => {
    const why = refusalOf({ ...change, at, by: 'staff' })
    if (why === undefined) return { isAllowed: true, max }
    return { isAllowed: false, why, advice: consoleAdvice(why, state, change) }
  }
  const unreadable = refusalOf({ type: 'want-read', at, reference, cause: 'staff' })
  return {
    capture: may({ type: 'capture' }, paid ? capturable(paid) : 0),
    refund: may({ type: 'refund' }, paid ? refundable(paid) : 0),
    alternative: may(
      { type: 'record-alternative-refund', amount: ZERO, method: 'other' },
      paid ? refundable(paid) : 0,
    ),
    cancel: may({ type: 'cancel' }, remaining(payment)),
    attempt: may({ type: 'start-attempt' }, state.amount),
    read:
      unreadable === undefined
        ? { isAllowed: true, max: 0 }
        : { isAllowed: false, why: unreadable, advice: {} },
    clear: may({ type: 'clear-attention' }, 0),
    category: may({ type: 'inform-again', kind: 'category' }, 0),
    receipt: may({ type: 'inform-again', kind: 'receipt' }, 0),
  }
}
