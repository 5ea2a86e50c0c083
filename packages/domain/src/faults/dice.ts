/** A chance that comes out the same for the same seed, roll by roll. */
export interface Dice {
  /** Above 0, at most 1. */
  readonly probability: number
  /** What the next roll depends on; the seed at first. A whole number of 32 bits. */
  readonly state: number
}

const STEP = 0x6d2b79f5
const SPAN = 2 ** 32

/**
 * Rolls once: whether it comes to pass, and the dice for the next roll. Mulberry32: 32 bits of
 * state are enough for dice, and it is the same everywhere.
 */
export function roll({ probability, state }: Dice): {
  readonly struck: boolean
  readonly dice: Dice
} {
  const next = (state + STEP) >>> 0
  let mixed = Math.imul(next ^ (next >>> 15), next | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  const fraction = ((mixed ^ (mixed >>> 14)) >>> 0) / SPAN
  return { struck: fraction < probability, dice: { probability, state: next } }
}
