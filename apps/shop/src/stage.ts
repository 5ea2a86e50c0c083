import type { ShopOrder } from './open-orders.ts'
import type { PaymentStatus } from './payment-server.ts'

/** How far an order has come, as far as customers are concerned. */
export type Stage =
  /** The provider has not been reached yet. */
  | 'starting'
  /** The customer is to approve. */
  | 'waiting'
  /** The customer has not approved, or in time. */
  | 'failed'
  /** Approved; the money is reserved, and not taken. */
  | 'reserved'
  | 'paid'
  | 'refunded'
  | 'cancelling'
  | 'cancelled'

const STAGE_OF_STATUS: Readonly<Record<PaymentStatus, Stage>> = {
  starting: 'starting',
  created: 'waiting',
  refused: 'failed',
  aborted: 'failed',
  expired: 'failed',
  terminated: 'failed',
  authorized: 'reserved',
  partiallyCaptured: 'paid',
  captured: 'paid',
  partiallyRefunded: 'paid',
  refunded: 'refunded',
  cancelling: 'cancelling',
  cancelled: 'cancelled',
}

export function stageOf(status: PaymentStatus | undefined): Stage {
  return status === undefined ? 'starting' : STAGE_OF_STATUS[status]
}

/** Whether goods may be handed over: the money is captured, and not only promised. */
export function mayHandOver({ payment, total }: ShopOrder): boolean {
  if (!payment) return false
  const { captured, refunded } = payment.sums
  return captured >= total && refunded < captured
}
