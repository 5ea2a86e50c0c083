import type {
  GetPaymentResponse,
  ModificationResponse,
  PaymentAggregate,
  PaymentEvent as WireEvent,
  PaymentEventName,
} from '@kvitt/contract'
import { amountOf, sumsOf, type Payment, type PaymentEvent } from '@kvitt/domain'
import { formatInstant, type Instant, type MinorUnits } from '@kvitt/values'
import { redirectUrlOf, type LinkTarget } from './redirect-url.ts'
import { sharingView } from './sharing-views.ts'

const NAME_OF_EVENT = {
  created: 'CREATED',
  'customer-asked': undefined,
  'authentication-started': undefined,
  'authentication-failed': undefined,
  'processing-started': undefined,
  'shipping-offered': undefined,
  authorized: 'AUTHORIZED',
  aborted: 'ABORTED',
  expired: 'EXPIRED',
  terminated: 'TERMINATED',
  captured: 'CAPTURED',
  refunded: 'REFUNDED',
  cancelled: 'CANCELLED',
  'capture-failed': 'CAPTURED',
  'refund-failed': 'REFUNDED',
  'cancel-failed': 'CANCELLED',
} as const satisfies Record<PaymentEvent['type'], PaymentEventName | undefined>

interface Viewed extends LinkTarget {
  /** `profile.sub` is still on its way. */
  readonly withoutSub?: boolean
}

/** A payment as `GET /payments/{reference}` answers it. */
export function paymentView(
  payment: Payment,
  { withoutSub = false, ...target }: Viewed,
): GetPaymentResponse {
  const { terms } = payment
  const authorization = payment.state === 'AUTHORIZED' ? payment.authorization : undefined
  const redirectUrl = payment.state === 'CREATED' ? redirectUrlOf(payment, target) : undefined
  return {
    aggregate: aggregateView(payment),
    amount: amountOf(payment),
    state: payment.state,
    paymentMethod: {
      type: terms.method,
      ...(authorization && { cardBin: authorization.card.bin }),
    },
    profile: authorization?.profile && !withoutSub ? { sub: authorization.profile.sub } : {},
    pspReference: payment.pspReference,
    reference: payment.reference,
    ...(redirectUrl !== undefined && { redirectUrl }),
    ...(terms.metadata && { metadata: terms.metadata }),
    ...(authorization && {
      captureGuaranteedUntil: guaranteedUntil(authorization.captureGuaranteedUntil),
      ...sharingView(authorization),
    }),
  }
}

/** A payment as capture, refund and cancel answer it: its own amount, not the modification's. */
export function modificationView(payment: Payment): ModificationResponse {
  return {
    amount: amountOf(payment),
    state: payment.state,
    aggregate: aggregateView(payment),
    pspReference: payment.pspReference,
    reference: payment.reference,
  }
}

/** An event as event log and webhooks print it; undefined for what stays inside. */
export function eventView(payment: Payment, event: PaymentEvent): WireEvent | undefined {
  const name = NAME_OF_EVENT[event.type]
  if (name === undefined || !('pspReference' in event)) return undefined
  const { currency, value } = payment.terms.amount
  return {
    reference: payment.reference,
    pspReference: event.pspReference,
    name,
    amount: { currency, value: 'amount' in event ? event.amount : value },
    timestamp: formatInstant(event.at),
    ...(event.idempotencyKey !== undefined && { idempotencyKey: event.idempotencyKey }),
    success: !event.type.endsWith('-failed'),
  }
}

/** RFC 3339 with an offset of hours, as the real service prints this one field. */
export function guaranteedUntil(at: Instant): string {
  return formatInstant(at).replace('Z', '+00:00')
}

export function aggregateView(payment: Payment): PaymentAggregate {
  const { currency } = payment.terms.amount
  const { authorized, cancelled, captured, refunded } = sumsOf(payment)
  const amount = (value: MinorUnits): PaymentAggregate['authorizedAmount'] => ({ currency, value })
  return {
    authorizedAmount: amount(authorized),
    cancelledAmount: amount(cancelled),
    capturedAmount: amount(captured),
    refundedAmount: amount(refunded),
  }
}
