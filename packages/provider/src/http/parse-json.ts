/**
 * Parses JSON. A reference that was sent as a number keeps its digits, where a number would lose
 * some: the official Postman collection sends sales unit and time as one number of 19 digits. So do
 * numbers in `metadata`, which is where plugins put the ids of orders.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/postman/
 */
export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text)
  const { reference, metadata } = Object(value)
  return isRounded(reference) || membersOf(metadata).some(isRounded) ? withDigits(text) : value
}

/** With the digits of the numbers that a number cannot hold, of reference and metadata alone. */
function withDigits(text: string): unknown {
  // By what they are members of: only at the end is it known what that is a member of.
  const digitsOf = new Map<unknown, Map<string, string>>()
  function keepDigits(
    this: unknown,
    name: string,
    member: unknown,
    context?: { readonly source?: string },
  ): unknown {
    const source = context?.source ?? ''
    if (isRounded(member) && /^-?\d+$/.test(source)) {
      const digits = digitsOf.get(this) ?? new Map<string, string>()
      digitsOf.set(this, digits.set(name, source))
    }
    return member
  }
  const value: unknown = JSON.parse(text, keepDigits)
  const { metadata } = Object(value)
  const reference = digitsOf.get(value)?.get('reference')
  const numbers = Array.isArray(metadata) ? undefined : digitsOf.get(metadata)
  return {
    ...Object(value),
    ...(reference !== undefined && { reference }),
    ...(numbers && { metadata: { ...metadata, ...Object.fromEntries(numbers) } }),
  }
}

function membersOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}

function isRounded(value: unknown): boolean {
  return typeof value === 'number' && !Number.isSafeInteger(value)
}
