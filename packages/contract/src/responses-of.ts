import { TokenError } from './access-token/schemas.ts'
import type { Operation, OperationResponse } from './operation.ts'
import { OrderManagementError } from './order-management/schemas.ts'
import { PROBLEM_RESPONSE } from './problem-schemas.ts'
import { ReportError } from './report/schemas.ts'

/** How each API shapes what any of its operations can be refused with. */
const REFUSAL_OF = {
  'access-token': { description: 'Refused', schema: TokenError },
  epayment: PROBLEM_RESPONSE,
  userinfo: PROBLEM_RESPONSE,
  webhooks: PROBLEM_RESPONSE,
  'order-management': { description: 'Refused', schema: OrderManagementError },
  report: { description: 'Refused', schema: ReportError },
} as const satisfies Record<Operation['api'], OperationResponse>

/** What an operation answers: its own responses, and those that any operation can give. */
export function responsesOf(operation: Operation): Operation['responses'] {
  const refusal = REFUSAL_OF[operation.api]
  return {
    ...operation.responses,
    ...(operation.body && { 413: { ...refusal, description: 'The body is too large' } }),
    500: { ...refusal, description: 'Something broke: send it again with the same key' },
  }
}
