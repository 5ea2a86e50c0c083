import type { OrderLink, OrderView } from '@kvitt/contract'
import {
  capturable,
  capturesOf,
  decisiveAttempt,
  guaranteedUntil,
  isOpen,
  lineStates,
  refundable,
  refundedOtherwise,
  refundsOf,
  statusOf,
  type AlternativeRefund,
  type Attempt,
  type Information,
  type Intent,
  type Order,
  type PaymentReading,
} from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import { failureText } from './failure-texts.ts'
import { passedOn } from './order-terms.ts'

/** An order as the shop sees it. */
export function orderView(state: Order): OrderView {
  const attempt = decisiveAttempt(state)
  const { payment, redirectUrl, readAt, expiresAt } = attempt
  const { metadata } = passedOn(state.terms)
  const { customer } = state.terms
  const until = guaranteedUntil(attempt)
  const isWaiting = payment === undefined || payment.state === 'CREATED'
  return {
    number: state.number,
    merchantSerialNumber: state.msn,
    status: statusOf(state),
    currency: state.currency,
    amount: state.amount,
    ...refusalView(attempt),
    sums: {
      authorized: payment?.authorized ?? 0,
      captured: payment?.captured ?? 0,
      cancelled: payment?.cancelled ?? 0,
      refunded: payment?.refunded ?? 0,
      capturable: state.paidBy === undefined ? 0 : capturable(attempt),
      refundable: state.paidBy === undefined ? 0 : refundable(attempt),
      refundedOtherwise: refundedOtherwise(attempt),
    },
    lines: [...lineStates(state)],
    reference: attempt.reference,
    ...(redirectUrl !== undefined && isWaiting && { redirectUrl }),
    ...(until !== undefined && { captureGuaranteedUntil: formatInstant(until) }),
    ...sharedView(payment),
    ...(expiresAt !== undefined && isWaiting && { expiresAt: formatInstant(expiresAt) }),
    ...(metadata && { metadata }),
    ...(customer && { customer }),
    placedAt: formatInstant(state.placedAt),
    ...(readAt !== undefined && { readAt: formatInstant(readAt) }),
    ...(state.cancelledAt !== undefined && { cancelledAt: formatInstant(state.cancelledAt) }),
    attempts: state.attempts.map(attemptView),
    pending: state.attempts.flatMap((each) =>
      each.intents.flatMap((one) => pendingView(each, one)),
    ),
    captures: capturesOf(state, attempt).map(({ capturedAt, ...capture }) => ({
      ...capture,
      capturedAt: formatInstant(capturedAt),
    })),
    refunds: refundsOf(state, attempt).map(({ refundedAt, ...refund }) => ({
      ...refund,
      refundedAt: formatInstant(refundedAt),
    })),
    refundedOtherwise: (attempt.refundedOtherwise ?? []).map(alternativeRefundView),
    information: state.information.map(informationView),
    attention: state.attention.map(({ at, ...rest }) => ({ ...rest, at: formatInstant(at) })),
  }
}

/** An order without what says who the customer is and where they live. */
export function impersonalOrderView(state: Order): OrderView {
  const {
    profile: _profile,
    userDetails: _user,
    shippingDetails: _shipping,
    customer: _customer,
    ...view
  } = orderView(state)
  return view
}

function sharedView(
  payment: PaymentReading | undefined,
): Pick<OrderView, 'profile' | 'userDetails' | 'shippingDetails'> {
  if (!payment) return {}
  const { sub, userDetails, shipping } = payment
  return {
    ...(sub !== undefined && { profile: { sub } }),
    ...(userDetails && { userDetails }),
    ...(shipping && {
      shippingDetails: {
        address: shipping.address,
        shippingCost: shipping.cost,
        shippingOptionId: shipping.optionId,
        shippingOptionName: shipping.optionName,
      },
    }),
  }
}

function alternativeRefundView({
  at,
  ...refund
}: AlternativeRefund): OrderView['refundedOtherwise'][number] {
  return { ...refund, at: formatInstant(at) }
}

function informationView(information: Information): OrderView['information'][number] {
  const { kind, content, by, state, recordedAt, doneAt, code, traceId } = information
  return {
    kind,
    ...(kind === 'category' && { link: content as OrderLink }),
    by,
    state,
    recordedAt: formatInstant(recordedAt),
    ...(doneAt !== undefined && { sentAt: formatInstant(doneAt) }),
    ...(code !== undefined && { code }),
    ...(traceId !== undefined && { traceId }),
  }
}

function refusalView({ intents: [create] }: Attempt): Pick<OrderView, 'refusal'> {
  if (create?.state !== 'refused' || create.code === undefined) return {}
  const { code, traceId } = create
  const customer = failureText(code, 'customer')
  const employee = failureText(code, 'employee')
  return {
    refusal: {
      code,
      ...(traceId !== undefined && { traceId }),
      ...(customer && { customer }),
      ...(employee && { employee }),
    },
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
