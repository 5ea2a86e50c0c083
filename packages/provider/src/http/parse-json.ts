/**
 * Parses JSON. A reference that was sent as a number keeps its digits, where a number would lose
 * some: the official Postman collection sends sales unit and time as one number of 19 digits.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/postman/
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  return hasRoundedReference(value) ? JSON.parse(text, withDigits) : value
}

function hasRoundedReference(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('reference' in value)) return false
  return typeof value.reference === 'number' && !Number.isSafeInteger(value.reference)
}

function withDigits(name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isRounded =
    name === 'reference' && typeof value === 'number' && !Number.isSafeInteger(value)
  return isRounded && /^\d+$/.test(context?.source ?? '') ? context?.source : value
}
