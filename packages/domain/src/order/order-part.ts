import type { OrderNumber } from '@kvitt/values'

/** How many parts the orders of a sales unit are in, for what is kept of many together. */
export const ORDER_PARTS = 16

/**
 * Which part an order is in, from 0: what is kept of many orders is kept part by part, so that
 * those who change different orders at once seldom wait for each other.
 */
export function orderPart(number: OrderNumber): number {
  let sum = 0
  for (const character of number) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return sum % ORDER_PARTS
}
