import { addMs, MINUTE_MS, type Instant } from '@kvitt/values'
import { EXPIRES_AT_MAX_MS, EXPIRES_AT_MIN_MS } from '../payment/deadlines.ts'

/** How long a payment takes at the most from the decision here until the provider looks at it. */
const ON_THE_WAY_MS = MINUTE_MS

/** Whether a payment that is created now may wait until `expiresAt`. */
export function isUsableExpiry(expiresAt: Instant, now: Instant): boolean {
  return (
    expiresAt > addMs(now, EXPIRES_AT_MIN_MS + ON_THE_WAY_MS) &&
    expiresAt < addMs(now, EXPIRES_AT_MAX_MS)
  )
}
