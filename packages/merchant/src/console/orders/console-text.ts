import type { ConsoleFailure, ConsoleText } from '@kvitt/contract'
import { ERROR_CODES, errorText, KvittError, type ErrorCode } from '@kvitt/sdk'

const CODES: ReadonlySet<string> = new Set(ERROR_CODES)

/** What an employee is told of a failure of the provider, as far as its code is known. */
export function failureView({
  code,
  traceId,
}: {
  readonly code?: string | undefined
  readonly traceId?: string | undefined
}): ConsoleFailure {
  const advice = code !== undefined && isErrorCode(code) ? adviceOn(code) : undefined
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

function isErrorCode(code: string): code is ErrorCode {
  return CODES.has(code)
}

function adviceOn(code: ErrorCode): ConsoleText {
  return { en: errorText(code, 'employee', 'en'), nb: errorText(code, 'employee', 'nb') }
}
