import { SECOND_MS, type DurationMs } from '@kvitt/values'

/** Why `fetch` has brought no answer, in words for people; `timeoutMs` is how long it was given. */
export function whyNoAnswer(error: unknown, timeoutMs: DurationMs): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / SECOND_MS} s`
  const { cause } = error
  if (!(cause instanceof Error)) return error.message
  // Where several addresses were tried in vain, there is a code and no message.
  return cause.message || String((cause as NodeJS.ErrnoException).code)
}
