/**
 * Why there was no answer: the innermost code, `ECONNREFUSED` for one, or name of an error; never a
 * message, which might quote what was sent.
 */
export function reasonOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined
  const { code } = cause as { readonly code?: unknown }
  return reasonOf(cause.cause) ?? (typeof code === 'string' ? code : cause.name)
}
