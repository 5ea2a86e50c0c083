import { parseOrderNumber, parseReference, type OrderNumber, type Reference } from '@kvitt/values'

/** How often an order may be tried to be paid: the suffix has one digit. */
export const ATTEMPTS_MAX = 10

/** Begins the references of one shop: 6 to 20 letters, digits and hyphens, a letter first. */
export const REFERENCE_PREFIX_PATTERN = /^[A-Za-z][A-Za-z0-9-]{4,18}[A-Za-z0-9]$/

/**
 * The reference of an attempt to pay an order: recognisable, unique, and the number with a suffix
 * from the second attempt on.
 *
 * @param index of the attempt, from 0
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/orderid/
 */
export function attemptReference(prefix: string, number: OrderNumber, index: number): Reference {
  const suffix = index === 0 ? '' : `-${index}`
  const reference = parseReference(`${prefix}-${number}${suffix}`)
  if (reference === undefined || index >= ATTEMPTS_MAX) {
    throw new RangeError(`no reference for attempt ${index} of ${prefix}-${number}`)
  }
  return reference
}

/** The order that a reference belongs to; undefined when it is none of this shop's. */
export function orderNumberOf(prefix: string, reference: string): OrderNumber | undefined {
  if (!reference.startsWith(`${prefix}-`)) return undefined
  return parseOrderNumber(reference.slice(prefix.length + 1).replace(/-[1-9]$/, ''))
}
