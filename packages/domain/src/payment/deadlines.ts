import { addMs, DAY_MS, MINUTE_MS, type Instant } from '@kvitt/values'
import type { SalesUnit } from '../sales-unit/sales-unit.ts'
import type { CardNetwork } from './payment.ts'

/** How long a customer has to act when the merchant names no `expiresAt`. */
export const EXPIRY_MS = 10 * MINUTE_MS
/** `expiresAt` lies strictly between these two from now. */
export const EXPIRES_AT_MIN_MS = 10 * MINUTE_MS
export const EXPIRES_AT_MAX_MS = 60 * DAY_MS

const CAPTURE_DAYS = { NO: 180, DK: 14, FI: 14 } as const
const LATE_CAPTURE_DAYS = 180
const REFUND_DAYS = 365

/** How long the card's network keeps a reservation; a later capture may fail. */
const GUARANTEED_DAYS = {
  VISA: 7,
  MASTERCARD: 30,
  BANKAXEPT: 7,
} as const satisfies Record<CardNetwork, number>

/**
 * The deadlines that an authorization starts, in exact 24-hour days from its own moment.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/operations/
 */
export function deadlinesFrom(
  at: Instant,
  salesUnit: Pick<SalesUnit, 'market' | 'grants'>,
  network: CardNetwork,
): {
  readonly captureDeadline: Instant
  readonly refundDeadline: Instant
  readonly captureGuaranteedUntil: Instant
} {
  const captureDays = salesUnit.grants.lateCapture
    ? LATE_CAPTURE_DAYS
    : CAPTURE_DAYS[salesUnit.market]
  // Late capture prolongs what may be tried, not what is promised: hence the market's own days.
  const guaranteedDays = Math.min(GUARANTEED_DAYS[network], CAPTURE_DAYS[salesUnit.market])
  return {
    captureDeadline: addMs(at, captureDays * DAY_MS),
    refundDeadline: refundDeadlineFrom(at),
    captureGuaranteedUntil: addMs(at, guaranteedDays * DAY_MS),
  }
}

/** Until when can be refunded what was authorized, or where a sales unit has it so captured, at a moment. */
export function refundDeadlineFrom(at: Instant): Instant {
  return addMs(at, REFUND_DAYS * DAY_MS)
}
