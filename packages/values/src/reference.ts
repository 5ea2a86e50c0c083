import type { Brand } from './brand.ts'

/** A merchant's own name for a payment: case-sensitive, unique per sales unit. */
export type Reference = Brand<string, 'Reference'>

/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/orderid/ */
export const REFERENCE_PATTERN = /^[a-zA-Z0-9-]{8,64}$/

export function parseReference(text: string): Reference | undefined {
  return REFERENCE_PATTERN.test(text) ? (text as Reference) : undefined
}
