import { OPERATIONS, type Operation, type OperationId } from '@kvitt/contract'
import type { Answer } from './attempt.ts'
import { readJson } from './read-json.ts'

type Responses<Id extends OperationId> = (typeof OPERATIONS)[Id]['responses']
type Success<Id extends OperationId> =
  Responses<Id> extends { readonly 200: infer Response }
    ? Response
    : Responses<Id> extends { readonly 201: infer Response }
      ? Response
      : unknown

/** What an operation gives when it succeeds; nothing where its answer has no body. */
export type SuccessOf<Id extends OperationId> =
  Success<Id> extends { readonly schema: { parse(value: unknown): infer Body } } ? Body : void

/** The body of a success, which is a `SuccessOf` its operation, or what is wrong with it. */
export function successBody(
  id: OperationId,
  { status, text }: Answer,
): { readonly body: unknown } | { readonly wrong: string } {
  const { responses }: Operation = OPERATIONS[id]
  const schema = (responses[status] ?? responses[200] ?? responses[201])?.schema
  if (!schema) return { body: undefined }
  const read = readJson(schema, text)
  return 'value' in read ? { body: read.value } : read
}
