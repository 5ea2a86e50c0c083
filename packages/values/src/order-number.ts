import type { Brand } from './brand.ts'

/** A shop's own number of an order, as its customers and its staff know it. */
export type OrderNumber = Brand<string, 'OrderNumber'>

/**
 * Letters, digits and hyphens, because it becomes part of a payment's reference. It does not end in
 * a hyphen and one digit: that is how the reference of a further attempt ends.
 */
export const ORDER_NUMBER_PATTERN = /^(?!.*-[1-9]$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?$/

export function parseOrderNumber(text: string): OrderNumber | undefined {
  return ORDER_NUMBER_PATTERN.test(text) ? (text as OrderNumber) : undefined
}
