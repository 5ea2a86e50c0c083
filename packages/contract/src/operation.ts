import type { z } from 'zod'
import type { ProblemName } from './problems.ts'

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What an operation needs of its caller: who they are, and which headers. */
interface OperationHeaders {
  /**
   * `Authorization`, `Ocp-Apim-Subscription-Key` and `Merchant-Serial-Number`; of these three
   * `Authorization` alone where it says `token`.
   */
  readonly authenticated: boolean | 'token'
  readonly idempotencyKey?: 'required' | 'optional'
}

interface OperationBody {
  readonly schema: z.ZodType
  readonly required: boolean
  /** How large it may be; what any body may have when absent. */
  readonly bytesMax?: number
}

interface QueryParameter {
  readonly name: string
  readonly description: string
  readonly required: boolean
}

/** How often one caller may call for one reference. */
interface RateLimit {
  readonly callsPerMinuteMax: number
  readonly per: 'salesUnit' | 'subscriptionKey'
}

export interface OperationResponse {
  readonly description: string
  readonly contentType?: string
  readonly schema?: z.ZodType
}

/** One row of the wire: what to send, what comes back, and what can go wrong, in order. */
export interface Operation {
  readonly id: string
  readonly api:
    'access-token' | 'epayment' | 'userinfo' | 'webhooks' | 'order-management' | 'report'
  readonly method: HttpMethod
  /** With `{reference}` or `{id}` where the caller's own value stands. */
  readonly path: string
  readonly summary: string
  readonly headers: OperationHeaders
  readonly query?: readonly QueryParameter[]
  readonly body?: OperationBody
  /** None is documented where there is none. */
  readonly rateLimit?: RateLimit
  readonly responses: Readonly<Record<number, OperationResponse>>
  /** Several apply: the first in this list is answered. */
  readonly problems: readonly ProblemName[]
  readonly source: string
}

export function operation<const Row extends Operation>(row: Row): Row {
  return row
}
