import type { Brand } from './brand.ts'

/** Merchant serial number: the identity of one sales unit, not a secret. */
export type Msn = Brand<string, 'Msn'>

/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/ */
export const MSN_PATTERN = /^[0-9]{4,7}$/

export function parseMsn(text: string): Msn | undefined {
  return MSN_PATTERN.test(text) ? (text as Msn) : undefined
}
