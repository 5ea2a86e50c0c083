import type { Operation } from '@kvitt/contract'
import type { Fault, SalesUnit } from '@kvitt/domain'
import type { Services } from '../services.ts'
import type { SentBody } from './sent-body.ts'

/** One request on its way through the steps, and what they have learnt about it. */
export interface Exchange<Body = unknown> {
  readonly request: Request
  readonly operation: Operation
  /** As sent, without the query. */
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly services: Services
  /** Named in every problem; made when first needed. */
  readonly traceId: () => string
  /** What goes wrong with this request, once that is known; undefined when nothing does. */
  fault: Fault | undefined
  /** Read when a step first wants to see it: ask `sentBody`. */
  sent: Promise<SentBody> | undefined
  salesUnit: SalesUnit | undefined
  idempotencyKey: string | undefined
  /** As it came; undefined until it is read. */
  bodyText: string | undefined
  body: Body | undefined
}

/** An exchange that has passed every step of an operation that needs to know its caller. */
export interface AuthenticatedExchange<Body = unknown> extends Exchange<Body> {
  salesUnit: SalesUnit
}
