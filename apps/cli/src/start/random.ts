import { randomBytes, randomUUID } from 'node:crypto'
import type { Random } from '@kvitt/provider'

const POOL_BYTES = 8_192

/** The system's randomness, fetched in blocks: one call for a few bytes costs as much as for many. */
export function systemRandom(): Random {
  let pool = randomBytes(POOL_BYTES)
  let used = 0
  return {
    uuid: () => randomUUID(),
    bytes: (length) => {
      if (length > POOL_BYTES) return randomBytes(length)
      if (used + length > POOL_BYTES) {
        pool = randomBytes(POOL_BYTES)
        used = 0
      }
      used += length
      // A copy, so that what is handed out never shares memory with what comes next.
      return Uint8Array.from(pool.subarray(used - length, used))
    },
  }
}
