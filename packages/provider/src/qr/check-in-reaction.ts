import { CHECKED_IN_EVENT_TYPE, type CheckedInWebhook } from '@kvitt/contract'
import {
  customerToken,
  registrationsFor,
  webhookDelivery,
  webhookRegistrations,
  type CustomerTokenEvent,
  type WebhookRegistrations,
} from '@kvitt/domain'
import type { Reaction } from '@kvitt/store'
import { formatInstant } from '@kvitt/values'
import { msnOfKey } from '../epayment/payment-key.ts'

/** Queues the webhook that tells a merchant of a customer who has scanned its code. */
export const checkInReaction: Reaction = {
  kind: customerToken.kind,
  consults: (key) => ({ aggregate: webhookRegistrations, key: msnOfKey(key) }),
  follow(event, _state, consulted) {
    const checkedIn = event as CustomerTokenEvent
    if (checkedIn.type !== 'checked-in') return []
    const { msn, token, merchantQrId, at } = checkedIn
    const body: CheckedInWebhook = {
      customerToken: token,
      merchantQrId,
      msn,
      initiatedAt: formatInstant(at),
    }
    const registrations = consulted as WebhookRegistrations | undefined
    return registrationsFor(registrations, CHECKED_IN_EVENT_TYPE).map(({ id }) => ({
      aggregate: webhookDelivery,
      key: `${msn}/${id}/${merchantQrId}`,
      command: {
        type: 'enqueue',
        msn,
        registrationId: id,
        reference: merchantQrId,
        eventType: CHECKED_IN_EVENT_TYPE,
        body: JSON.stringify(body),
        enqueuedAt: at,
      },
    }))
  },
}
