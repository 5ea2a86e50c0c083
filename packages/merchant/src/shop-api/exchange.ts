import type { ShopOperationId } from '@kvitt/contract'
import type { Services } from '../services.ts'

/** One request of a shop that has passed every step, on its way to its handler. */
export interface Exchange<Body = unknown> {
  readonly services: Services
  readonly operation: ShopOperationId
  /** As it stands in the path; empty where there is none. */
  readonly number: string
  /** Likewise. */
  readonly merchantSerialNumber: string
  readonly query: URLSearchParams
  readonly body: Body
  /** Present where the operation takes one. */
  readonly idempotencyKey: string | undefined
}

export type Handler = (exchange: Exchange) => Promise<Response>
