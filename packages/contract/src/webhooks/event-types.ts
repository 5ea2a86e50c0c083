import { CHECKED_IN_EVENT_TYPE } from '../qr/checked-in.ts'

/** The ePayment event names, as event log and webhooks print them. */
export const PAYMENT_EVENT_NAMES = [
  'CREATED',
  'ABORTED',
  'EXPIRED',
  'CANCELLED',
  'CAPTURED',
  'REFUNDED',
  'AUTHORIZED',
  'TERMINATED',
] as const
export type PaymentEventName = (typeof PAYMENT_EVENT_NAMES)[number]

/** The type that a webhook registration names for a payment event. */
export function paymentEventType(name: PaymentEventName): string {
  return `epayments.payment.${name.toLowerCase()}.v1`
}

/**
 * Everything that a webhook can be registered for.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/events/
 */
export const WEBHOOK_EVENT_TYPES: ReadonlySet<string> = new Set([
  ...PAYMENT_EVENT_NAMES.map(paymentEventType),
  'recurring.agreement-activated.v1',
  'recurring.agreement-rejected.v1',
  'recurring.agreement-stopped.v1',
  'recurring.agreement-expired.v1',
  'recurring.charge-reserved.v1',
  'recurring.charge-captured.v1',
  'recurring.charge-canceled.v1',
  'recurring.charge-refunded.v1',
  'recurring.charge-failed.v1',
  'recurring.charge-creation-failed.v1',
  'login.merchant-initiated.ping.v1',
  CHECKED_IN_EVENT_TYPE,
])
