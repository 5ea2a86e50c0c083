import type { Context } from 'hono'
import { fieldErrors, type Issue } from '../http/field-errors.ts'
import { consoleProblem } from './console-problem.ts'

/** What a schema of the contract is, as far as a body needs it. */
interface Schema<Value> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: Value }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } }
}

/** The body of a request as its schema has it, or what is wrong with it. */
export async function readBody<Value>(
  { req }: Context,
  schema: Schema<Value>,
): Promise<Value | Response> {
  let value: unknown
  try {
    value = await req.json()
  } catch {
    return consoleProblem('invalidRequest', [{ name: 'body', reason: 'is not JSON' }])
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  return consoleProblem('invalidRequest', fieldErrors(parsed.error.issues))
}
