import { KvittError } from './kvitt-error.ts'

/** One attempt to pay one order. */
export interface OrderAttempt {
  /** Which shop or sales unit: letters and digits, then hyphens too; `acme-shop`. */
  readonly prefix: string
  /** The shop's own number of the order: letters, digits and hyphens. */
  readonly orderNumber: string
  /** From 1 to 999: each new try of the customer is one more. */
  readonly attempt: number
}

const LENGTH_MIN = 8
const LENGTH_MAX = 64
const ATTEMPT_MAX = 999
const SEGMENT = /^[a-zA-Z0-9]+(?:-[a-zA-Z0-9]+)*$/

/**
 * The reference of an attempt: `acme-shop-10023-1`, and `acme-shop-10023-2` when the customer tries
 * again. A reference is never used twice, also not after an attempt that failed, and all attempts of
 * an order are found by its beginning.
 *
 * @throws KvittError `invalidInput` when it would be shorter than 8 or longer than 64 characters,
 *   digits only, or begin with a zero, which spreadsheets drop
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/orderid/
 */
export function attemptReference({ prefix, orderNumber, attempt }: OrderAttempt): string {
  const reference = `${prefix}-${orderNumber}-${attempt}`
  const wrong = (name: string, reason: string): KvittError =>
    new KvittError({ code: 'invalidInput', verdict: 'refused', details: [{ name, reason }] })
  if (!SEGMENT.test(prefix) || !/[a-zA-Z]/.test(prefix) || prefix.startsWith('0')) {
    const reason = 'must have letters, digits and single hyphens, at least one letter, no leading 0'
    throw wrong('prefix', `${reason}: ${prefix}`)
  }
  if (!SEGMENT.test(orderNumber)) {
    throw wrong('orderNumber', `must have letters, digits and single hyphens: ${orderNumber}`)
  }
  if (!Number.isInteger(attempt) || attempt < 1 || attempt > ATTEMPT_MAX) {
    throw wrong('attempt', `must be a whole number from 1 to ${ATTEMPT_MAX}: ${attempt}`)
  }
  if (reference.length < LENGTH_MIN || reference.length > LENGTH_MAX) {
    const reason = `must have ${LENGTH_MIN} to ${LENGTH_MAX} characters: ${reference}`
    throw wrong('reference', reason)
  }
  return reference
}

/** Which order an attempt's reference belongs to, and which attempt it is; undefined for others. */
export function parseAttemptReference(
  reference: string,
): { readonly order: string; readonly attempt: number } | undefined {
  const [, order, attempt] =
    /^([a-zA-Z][a-zA-Z0-9-]*|[1-9][a-zA-Z0-9-]*)-([1-9]\d{0,2})$/.exec(reference) ?? []
  return order === undefined ? undefined : { order, attempt: Number(attempt) }
}
