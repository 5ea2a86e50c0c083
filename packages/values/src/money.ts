import type { Brand } from './brand.ts'

export const CURRENCIES = ['NOK', 'DKK', 'EUR'] as const
export type Currency = (typeof CURRENCIES)[number]

/** A non-negative safe integer of øre, ører or cents: the wire's own form. */
export type MinorUnits = Brand<number, 'MinorUnits'>

export interface Money {
  readonly currency: Currency
  readonly value: MinorUnits
}

export const ZERO = 0 as MinorUnits

/** Reads an amount; undefined for fractions, negatives and what a double cannot hold exactly. */
export function parseMinorUnits(value: number): MinorUnits | undefined {
  return Number.isSafeInteger(value) && value >= 0 ? (Math.abs(value) as MinorUnits) : undefined
}

/** Makes an amount that is known to be one; throws a RangeError when it is not. */
export function minorUnits(value: number): MinorUnits {
  const parsed = parseMinorUnits(value)
  if (parsed === undefined) throw new RangeError(`not an amount in minor units: ${value}`)
  return parsed
}

export function plus(left: MinorUnits, right: MinorUnits): MinorUnits {
  return minorUnits(left + right)
}

/** Throws a RangeError below zero: an overdrawn amount is a bug, never a value. */
export function minus(left: MinorUnits, right: MinorUnits): MinorUnits {
  return minorUnits(left - right)
}
