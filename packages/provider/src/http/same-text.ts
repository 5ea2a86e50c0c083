import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares two secrets in a time that does not tell where, or whether in length, they differ. */
export function isSameText(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
