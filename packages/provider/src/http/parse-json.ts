/** From here on a number may have been rounded. */
const LONG_NUMBER = /\d{16}/

/**
 * Parses JSON. A reference that was sent as a number keeps its digits, where a number would lose
 * some: the official Postman collection sends sales unit and time as one number of 19 digits.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/postman/
 */
export function parseJson(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, withDigits) : JSON.parse(text)
}

function withDigits(name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const isRounded =
    name === 'reference' && typeof value === 'number' && !Number.isSafeInteger(value)
  return isRounded && /^\d+$/.test(context?.source ?? '') ? context?.source : value
}
