import { ERROR_CODES, errorText, type Audience, type ErrorCode } from '@kvitt/sdk'

const CODES: ReadonlySet<string> = new Set(ERROR_CODES)

/** A text in the languages that failures are explained in. */
export interface FailureText {
  readonly en: string
  readonly nb: string
}

/** What somebody is told of a failure of the provider; undefined where its code is not known. */
export function failureText(code: string, audience: Audience): FailureText | undefined {
  if (!isErrorCode(code)) return undefined
  return { en: errorText(code, audience, 'en'), nb: errorText(code, audience, 'nb') }
}

/** What whoever runs the shop is told, in English. */
export function adviceFor(code: string): string | undefined {
  return failureText(code, 'employee')?.en
}

function isErrorCode(code: string): code is ErrorCode {
  return CODES.has(code)
}
