import { hash, timingSafeEqual } from 'node:crypto'

/** Compares two secrets in a time that does not tell where, or whether in length, they differ. */
export function isSameText(left: string, right: string): boolean {
  return timingSafeEqual(hash('sha256', left, 'buffer'), hash('sha256', right, 'buffer'))
}
