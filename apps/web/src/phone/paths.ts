import { paymentPath } from '../payment-path.ts'
import type { Named } from './phone-queries.ts'

/** Where the payments of a phone are listed. */
export function pathOfPhone(phoneNumber: string): string {
  return `/phone/${encodeURIComponent(phoneNumber)}`
}

/** Where one payment is decided about, and looked back at. */
export function pathOfPayment(phoneNumber: string, named: Named): string {
  return `${pathOfPhone(phoneNumber)}${paymentPath(named)}`
}
