import type { ShopOrder } from './open-orders.ts'
import type { PaymentOrder, PaymentStatus } from './payment-server.ts'

/** How far an order has come, as far as customers are concerned. */
export type Stage =
  /** The provider has not been reached yet. */
  | 'starting'
  /** The customer is to approve. */
  | 'waiting'
  /** The customer has not approved, or in time. */
  | 'failed'
  /** Approved; what is sent is reserved, and not taken. */
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
  partiallyCaptured: 'reserved',
  captured: 'paid',
  partiallyRefunded: 'paid',
  refunded: 'refunded',
  cancelling: 'cancelling',
  cancelled: 'cancelled',
}

export function stageOf(payment: PaymentOrder | undefined): Stage {
  if (!payment) return 'starting'
  // What can still be captured has not been sent, whatever became of the rest.
  return payment.sums.capturable > 0 ? 'reserved' : stageOfStatus(payment.status)
}

export function stageOfStatus(status: PaymentStatus): Stage {
  return STAGE_OF_STATUS[status]
}

/** Whether a parcel may be handed over: all is captured, and not only promised. */
export function mayHandOver({ payment, total }: ShopOrder): boolean {
  if (!payment) return false
  const { captured, refunded } = payment.sums
  return captured >= total && refunded < captured
}

/** Whether a file may be downloaded: its line is captured, and not given back. */
export function mayDownload({ payment }: ShopOrder, productId: string): boolean {
  const line = payment?.lines.find(({ id }) => id === productId)
  if (!payment || !line) return false
  const { quantity, captured, refunded } = line
  const isAllRefunded = payment.sums.refunded >= payment.sums.captured
  return captured.quantity === quantity && refunded.quantity !== quantity && !isAllRefunded
}
