import { ControlError } from '../control-api.ts'

/** What a refusal says of some fields of a form, to be shown beside them; empty when nothing. */
export function fieldErrors(
  error: Error | null,
  fields: readonly string[],
): Readonly<Record<string, string>> {
  if (!(error instanceof ControlError)) return {}
  return Object.fromEntries(Object.entries(error.members).filter(([name]) => fields.includes(name)))
}

/** A refusal that is about none of the fields, to be shown by itself. */
export function otherError(error: Error | null, fields: readonly string[]): Error | null {
  return Object.keys(fieldErrors(error, fields)).length > 0 ? null : error
}
