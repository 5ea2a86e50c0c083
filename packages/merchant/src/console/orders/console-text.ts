import type { ConsoleFailure } from '@kvitt/contract'
import { KvittError } from '@kvitt/sdk'
import { failureText } from '../../orders/failure-texts.ts'

/** What an employee is told of a failure of the provider, as far as its code is known. */
export function failureView({
  code,
  traceId,
}: {
  readonly code?: string | undefined
  readonly traceId?: string | undefined
}): ConsoleFailure {
  const advice = code === undefined ? undefined : failureText(code, 'employee')
  return {
    ...(code !== undefined && { code }),
    ...(traceId !== undefined && { traceId }),
    ...(advice && { advice }),
  }
}

/** The failure of a call; anything else is thrown on. */
export function failureOf(error: unknown): ConsoleFailure {
  if (!(error instanceof KvittError)) throw error
  return failureView(error)
}
