import { hash, timingSafeEqual } from 'node:crypto'

/** Compares two secrets in a time that does not tell where, or whether in length, they differ. */
export function isSameText(left: string, right: string): boolean {
  return timingSafeEqual(digestOf(left), digestOf(right))
}

/** What `isSameDigest` compares; worth keeping for a secret that is compared on every request. */
export function digestOf(text: string): Uint8Array {
  return hash('sha256', text, 'buffer')
}

export function isSameDigest(left: Uint8Array, right: Uint8Array): boolean {
  return timingSafeEqual(left, right)
}
