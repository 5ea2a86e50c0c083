import type { Named } from './phone-queries.ts'

/** Where the payments of a phone are listed. */
export function pathOfPhone(phoneNumber: string): string {
  return `/phone/${encodeURIComponent(phoneNumber)}`
}

/** Where one payment is decided about, and looked back at. */
export function pathOfPayment(phoneNumber: string, { msn, reference }: Named): string {
  const parts = [msn, reference].map(encodeURIComponent).join('/')
  return `${pathOfPhone(phoneNumber)}/payments/${parts}`
}
