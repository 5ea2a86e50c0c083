/** A schema of the contract, as far as it is needed here. */
export interface Schema {
  safeParse(value: unknown): {
    readonly error?: {
      readonly issues: readonly { readonly code: string; readonly path: readonly PropertyKey[] }[]
    }
  }
}

/**
 * Reads a text as JSON of this shape and gives it as it came, members that are not known included.
 * It is checked as far as types go: values that an enumeration does not have are let through, for
 * the APIs add some at any time, and null where a member may be left out means that it is.
 */
export function readJson(
  schema: Schema,
  text: string,
): { readonly value: unknown } | { readonly wrong: string } {
  const value = parsed(text)
  if (value === undefined) return { wrong: 'body: it is not JSON' }
  const wrong = wrongMember(schema, value)
  if (wrong === undefined) return { value }
  const withoutNulls = parsed(text, (_, member: unknown) => member ?? undefined)
  return wrongMember(schema, withoutNulls) === undefined ? { value: withoutNulls } : { wrong }
}

/** The first member that is missing or of another type. */
function wrongMember(schema: Schema, value: unknown): string | undefined {
  const issue = schema.safeParse(value).error?.issues.find(({ code }) => code === 'invalid_type')
  return issue && (issue.path.join('.') || 'body')
}

function parsed(text: string, revive?: (key: string, value: unknown) => unknown): unknown {
  try {
    return JSON.parse(text, revive)
  } catch {
    return undefined
  }
}
