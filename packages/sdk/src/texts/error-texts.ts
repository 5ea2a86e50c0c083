import type { ErrorCode } from '../error-code.ts'

export type Audience = 'customer' | 'employee'

/** A text for each way to fail: a missing one does not compile. */
export type ErrorTexts = Readonly<Record<ErrorCode, Readonly<Record<Audience, string>>>>
