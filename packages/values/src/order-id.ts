import type { Brand } from './brand.ts'

/**
 * What order information is filed under: a payment's reference, an eCom order id or the id of a
 * recurring charge.
 */
export type OrderId = Brand<string, 'OrderId'>

/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
export const ORDER_ID_PATTERN = /^[0-9A-Za-z-_.]+$/
/** The documents set no bound; a key in a store needs one. */
export const ORDER_ID_LENGTH_MAX = 255

export function parseOrderId(text: string): OrderId | undefined {
  const isShort = text.length <= ORDER_ID_LENGTH_MAX
  return isShort && ORDER_ID_PATTERN.test(text) ? (text as OrderId) : undefined
}
