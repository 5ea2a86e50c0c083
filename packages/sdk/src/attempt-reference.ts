import { KvittError } from './kvitt-error.ts'

/** One attempt to pay one order. */
export interface OrderAttempt {
  /** Begins the references of one shop: 6 to 20 letters, digits and hyphens, a letter first. */
  readonly prefix: string
  /**
   * The shop's own number of the order: 1 to 40 letters, digits and hyphens, not ending in a hyphen
   * and one digit.
   */
  readonly orderNumber: string
  /** 0 for the first, and one more for each new try of the customer, up to 9. */
  readonly attempt: number
}

const ATTEMPT_MAX = 9
const PREFIX = /^[A-Za-z][A-Za-z0-9-]{4,18}[A-Za-z0-9]$/
const ORDER_NUMBER = /^(?!.*-[1-9]$)[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?$/

/**
 * The reference of an attempt: `acme-shop-10023`, and `acme-shop-10023-1` when the customer tries
 * again. A reference is never used twice, also not after an attempt that failed, and all attempts of
 * an order are found by its beginning.
 *
 * @throws KvittError `invalidInput` that names what cannot be part of a reference, and why
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/orderid/
 */
export function attemptReference({ prefix, orderNumber, attempt }: OrderAttempt): string {
  const details = [
    ...(PREFIX.test(prefix)
      ? []
      : [
          {
            name: 'prefix',
            reason: `must be 6 to 20 letters, digits and hyphens, a letter first: ${prefix}`,
          },
        ]),
    ...(ORDER_NUMBER.test(orderNumber)
      ? []
      : [
          {
            name: 'orderNumber',
            reason:
              'must be 1 to 40 letters, digits and hyphens, and not end as further attempts do, in a ' +
              `hyphen and one digit: ${orderNumber}`,
          },
        ]),
    ...(Number.isInteger(attempt) && attempt >= 0 && attempt <= ATTEMPT_MAX
      ? []
      : [
          {
            name: 'attempt',
            reason: `must be a whole number from 0 to ${ATTEMPT_MAX}: ${attempt}`,
          },
        ]),
  ]
  if (details.length > 0)
    throw new KvittError({ code: 'invalidInput', verdict: 'refused', details })
  return `${prefix}-${orderNumber}${attempt === 0 ? '' : `-${attempt}`}`
}

/** Which order a reference belongs to, and which attempt it is; undefined for none of this shop's. */
export function parseAttemptReference(
  prefix: string,
  reference: string,
): { readonly orderNumber: string; readonly attempt: number } | undefined {
  if (!reference.startsWith(`${prefix}-`)) return undefined
  const rest = reference.slice(prefix.length + 1)
  const [suffix, digit] = /-([1-9])$/.exec(rest) ?? ['', 0]
  const orderNumber = rest.slice(0, rest.length - suffix.length)
  return ORDER_NUMBER.test(orderNumber) ? { orderNumber, attempt: Number(digit) } : undefined
}
