import type { Msn } from '@kvitt/values'

/** Where a payment is in the store: the sales unit first, so that a store can shard by it. */
export function paymentKey(msn: Msn, reference: string): string {
  return `${msn}/${reference}`
}

/** The sales unit of a payment's key. */
export function msnOfKey(key: string): string {
  return key.slice(0, key.indexOf('/'))
}
