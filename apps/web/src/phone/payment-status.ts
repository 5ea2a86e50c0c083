import type { PhonePaymentSummary } from '@kvitt/contract'
import type { en } from '../languages/phone/en.ts'

/** What has become of a payment, as a customer sees it. */
export function statusOf({
  state,
  step,
  amount,
  captured,
  cancelled,
  refunded,
  paidByOther,
}: PhonePaymentSummary): keyof typeof en.status {
  if (state === 'CREATED') return step ?? 'waiting'
  if (state !== 'AUTHORIZED') return state
  if (paidByOther) return 'other'
  if (refunded > 0) return refunded === captured ? 'refunded' : 'partlyRefunded'
  if (captured > 0) return captured + cancelled < amount.value ? 'partlyCaptured' : 'captured'
  return cancelled > 0 ? 'released' : 'reserved'
}
