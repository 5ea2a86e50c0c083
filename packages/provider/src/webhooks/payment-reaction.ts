import { paymentEventType, type PaymentWebhook } from '@kvitt/contract'
import {
  payment,
  profileConsent,
  registrationsFor,
  webhookDelivery,
  webhookRegistrations,
  type Payment,
  type PaymentEvent,
  type WebhookRegistrations,
} from '@kvitt/domain'
import type { FollowUp, Reaction } from '@kvitt/store'
import { msnOfKey } from '../epayment/payment-key.ts'
import { eventView, guaranteedUntil } from '../epayment/payment-views.ts'
import { sharingView } from '../epayment/sharing-views.ts'
import { receiptOfPayment } from '../order-management/order-reaction.ts'
import { requestsOnPhones } from '../phone/phone-reaction.ts'
import { settledIn } from '../report/ledger-reaction.ts'

/**
 * What a payment's events cause: the receipt sent with it becomes its order's, a consent is
 * remembered, the customer is asked, what is settled goes into the ledger, and webhooks are queued.
 */
export const paymentReaction: Reaction = {
  kind: payment.kind,
  consults: (key) => ({ aggregate: webhookRegistrations, key: msnOfKey(key) }),
  follow: (event, state, consulted) => [
    ...receiptOfPayment(event as PaymentEvent, state as Payment),
    ...consentsIn(event as PaymentEvent),
    ...requestsOnPhones(event as PaymentEvent, state as Payment),
    ...settledIn(event as PaymentEvent, state as Payment),
    ...webhooksFor(event as PaymentEvent, state as Payment, consulted as WebhookRegistrations),
  ],
}

function consentsIn(event: PaymentEvent): readonly FollowUp[] {
  if (event.type !== 'authorized' || !event.profile) return []
  const { at, customer } = event
  const { sub, merchant, scopes } = event.profile
  const command = { type: 'share', at, sub, merchant, customer, scopes }
  return [{ aggregate: profileConsent, key: sub, command }]
}

/**
 * Queues a webhook for each registration that wants an event, in the event's own commit: one
 * queue per registration and payment, because that is how far order is guaranteed.
 */
function webhooksFor(
  event: PaymentEvent,
  state: Payment,
  registrations: WebhookRegistrations | undefined,
): readonly FollowUp[] {
  const view = registrations && eventView(state, event)
  if (!view) return []
  const eventType = paymentEventType(view.name)
  const interested = registrationsFor(registrations, eventType)
  if (interested.length === 0) return []
  const { msn, reference } = state
  const body: PaymentWebhook = {
    msn,
    ...view,
    ...(event.type === 'authorized' && {
      captureGuaranteedUntil: guaranteedUntil(event.captureGuaranteedUntil),
      ...(event.profile && { profile: { sub: event.profile.sub } }),
      ...sharingView(event),
    }),
  }
  return interested.map(({ id }) => ({
    aggregate: webhookDelivery,
    key: `${msn}/${id}/${reference}`,
    command: {
      type: 'enqueue',
      msn,
      registrationId: id,
      reference,
      eventType,
      body: JSON.stringify(body),
      enqueuedAt: event.at,
    },
  }))
}
