/** What a schema finds wrong at one place of a body. */
export interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

/** What is wrong with a body, as problems tell it: member by member, by its path. */
export function fieldErrors(
  issues: readonly Issue[],
): { readonly name: string; readonly reason: string }[] {
  return issues.map(({ path, message }) => ({ name: path.join('.') || 'body', reason: message }))
}
