import { PAYMENT_EVENT_NAMES, paymentEventType } from '@kvitt/contract'
import type { WebhookSubscription } from '@kvitt/domain'
import type { WebhookRegistration } from '@kvitt/sdk'

/** Everything that can happen to a payment, as it is subscribed to. */
export const EVENT_TYPES = PAYMENT_EVENT_NAMES.map((name) => paymentEventType(name))

/** Whether a registration delivers everything to an address, as the provider has it. */
export function isUsable(
  { id, url: registeredUrl }: WebhookSubscription,
  there: readonly WebhookRegistration[],
  url: string,
): boolean {
  const registration = there.find((each) => each.id === id)
  if (!registration || registeredUrl !== url) return false
  return EVENT_TYPES.every((type) => registration.events.includes(type))
}
