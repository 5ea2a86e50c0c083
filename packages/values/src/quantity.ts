import type { Brand } from './brand.ts'

/**
 * How much of something, in whatever unit it is sold by: a decimal number as text, because no
 * double holds all of them, and without needless zeros.
 */
export type Quantity = Brand<string, 'Quantity'>

/** Up to ten digits, and up to eight of them behind the point. */
export const QUANTITY_PATTERN = /^\d{1,10}(?:\.\d{1,8})?$/

export const NOTHING = '0' as Quantity
export const ONE = '1' as Quantity

const DECIMALS = 8

/** Reads a quantity; undefined for anything but plain digits and a point. */
export function parseQuantity(text: string): Quantity | undefined {
  return QUANTITY_PATTERN.test(text) ? written(scaled(text)) : undefined
}

export function plusQuantity(left: Quantity, right: Quantity): Quantity {
  return written(scaled(left) + scaled(right))
}

/** Throws a RangeError below nothing: an overdrawn quantity is a bug, never a value. */
export function minusQuantity(left: Quantity, right: Quantity): Quantity {
  const difference = scaled(left) - scaled(right)
  if (difference < 0n) throw new RangeError(`not a quantity: ${left} less ${right}`)
  return written(difference)
}

export function isMore(left: Quantity, right: Quantity): boolean {
  return scaled(left) > scaled(right)
}

/**
 * What a part of something costs, in minor units, cut towards zero.
 *
 * @param amount of the whole, in minor units; negative for a discount
 * @param whole more than nothing
 */
export function shareOf(amount: number, part: Quantity, whole: Quantity): number {
  return Number((BigInt(amount) * scaled(part)) / scaled(whole))
}

function scaled(text: string): bigint {
  const [units = '', decimals = ''] = text.split('.')
  return BigInt(units + decimals.padEnd(DECIMALS, '0'))
}

function written(value: bigint): Quantity {
  const digits = value.toString().padStart(DECIMALS + 1, '0')
  const decimals = digits.slice(-DECIMALS).replace(/0+$/, '')
  const units = digits.slice(0, -DECIMALS)
  return (decimals === '' ? units : `${units}.${decimals}`) as Quantity
}
