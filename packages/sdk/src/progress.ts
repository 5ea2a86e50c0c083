import { OPERATIONS, type Operation, type OperationId } from '@kvitt/contract'
import type { Answer, LostAnswer } from './attempt.ts'
import { checkCall } from './check-call.ts'
import type { ErrorCode } from './error-code.ts'
import type { Failure } from './failure.ts'

/** One call, as it is put together for the wire. */
export interface CallInput {
  /** The values of `{…}` in the path, by name. */
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is. */
  readonly text?: string
  readonly idempotencyKey?: string | undefined
  /** What the call is about, for logs and errors. */
  readonly reference?: string | undefined
  readonly signal?: AbortSignal | undefined
  /** Failures that are no errors to the caller. */
  readonly expected?: readonly ErrorCode[] | undefined
}

/** A call on its way. */
export interface Progress {
  readonly id: OperationId
  readonly operation: Operation
  readonly input: CallInput
  readonly path: string
  readonly body: string | undefined
  readonly startedAt: number
  /** Whether it has an effect that could have happened. */
  readonly changes: boolean
  /** Whether sending it again is harmless when nobody knows what became of it. */
  readonly isRepeatable: boolean
}

/** One attempt that is over. */
export interface Attempted {
  /** From 1. */
  readonly count: number
  readonly durationMs: number
  readonly sentHeaders: Readonly<Record<string, string>>
  readonly answer: Answer | LostAnswer
  readonly failure?: Failure | undefined
  readonly retryInMs?: number | undefined
}

/**
 * Checks a call and puts it together.
 *
 * @throws KvittError `invalidInput` that names what is wrong with it
 */
export function begin(id: OperationId, input: CallInput, startedAt: number): Progress {
  checkCall(id, input)
  const operation: Operation = OPERATIONS[id]
  const { method, headers } = operation
  const isAuthenticated = headers.authenticated !== false
  return {
    id,
    operation,
    input,
    path: pathOf(operation, input),
    body: input.text ?? (input.body === undefined ? undefined : JSON.stringify(input.body)),
    startedAt,
    changes: method !== 'GET' && isAuthenticated,
    isRepeatable: method !== 'POST' || input.idempotencyKey !== undefined || !isAuthenticated,
  }
}

function pathOf({ path }: Operation, { path: values = {}, query }: CallInput): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] ?? ''),
  )
  return query === undefined ? filled : `${filled}?${new URLSearchParams(query).toString()}`
}
