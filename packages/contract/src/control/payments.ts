import type { PaymentAggregate } from '../epayment/schemas.ts'

/** A payment in the control API's list. Times are RFC 3339 in UTC, amounts minor units. */
export interface PaymentSummary {
  readonly msn: string
  readonly reference: string
  readonly state: 'CREATED' | 'AUTHORIZED' | 'ABORTED' | 'EXPIRED' | 'TERMINATED'
  readonly amount: { readonly currency: string; readonly value: number }
  readonly aggregate: PaymentAggregate
  readonly userFlow: string
  readonly method: string
  readonly createdAt: string
  readonly description?: string
  /** Who was asked or who approved, as far as known. */
  readonly phoneNumber?: string
}

/** Part of `GET /_kvitt/v1/payments`, the newest first, or by reference when one is searched for. */
export interface PaymentList {
  readonly payments: readonly PaymentSummary[]
  /** Ask for it as `cursor`. A page may be short, even empty, and go on all the same. */
  readonly next?: string
}

/** Whether a merchant may do something with a payment now. */
export type PaymentAction =
  | { readonly allowed: true; readonly maxAmount: number }
  | { readonly allowed: false; readonly reason: string }

/** A moment that time will bring by itself. */
export interface PaymentDeadline {
  readonly name: 'expiry' | 'capture' | 'guarantee' | 'refund'
  readonly at: string
}

export interface PaymentDetails extends PaymentSummary {
  readonly pspReference: string
  readonly redirectUrl?: string
  readonly returnUrl?: string
  readonly metadata?: Readonly<Record<string, string>>
  readonly card?: { readonly network: string; readonly bin: string }
  readonly deadlines: readonly PaymentDeadline[]
  readonly actions: {
    readonly capture: PaymentAction
    readonly refund: PaymentAction
    readonly cancel: PaymentAction
  }
  readonly events: readonly {
    readonly name: string
    readonly at: string
    readonly amount?: number
    readonly pspReference?: string
    readonly idempotencyKey?: string
  }[]
}
