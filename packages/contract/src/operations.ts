import * as accessToken from './access-token/operations.ts'
import * as epayment from './epayment/operations.ts'
import type { Operation } from './operation.ts'
import * as webhooks from './webhooks/operations.ts'

/** The wire as one table: every operation that the provider serves. */
export const OPERATIONS = { ...accessToken, ...epayment, ...webhooks } as const satisfies Record<
  string,
  Operation
>

export type OperationId = keyof typeof OPERATIONS
