import type { Receipt } from '../receipt/receipt.ts'

/** The sums that the app shows under a receipt, in minor units. */
export interface ReceiptSums {
  /** Including tax, returned lines taken off, without the tip. */
  readonly total: number
  readonly tax: number
  readonly discount: number
  readonly tip: number
}

/** `GET /_kvitt/v1/orders/{msn}/{paymentType}/{orderId}`: what a merchant has told of an order. */
export interface OrderDetails {
  readonly msn: string
  readonly paymentType: 'ECOM' | 'RECURRING' | 'TRANSACTION'
  readonly orderId: string
  /** The one of the categories that the app shows. */
  readonly shownCategoryId: string | null
  /** The newest first. */
  readonly categories: readonly {
    readonly id: string
    readonly type: 'GENERAL' | 'RECEIPT' | 'ORDER_CONFIRMATION' | 'DELIVERY' | 'TICKET' | 'BOOKING'
    readonly url: string
    readonly imageId?: string
    readonly placedAt: string
    readonly replaceable: boolean
  }[]
  readonly receipt:
    | (Receipt & {
        readonly id: string
        readonly sentWith: 'order-management' | 'payment'
        readonly addedAt: string
        readonly sums: ReceiptSums
      })
    | null
  /** What the real service accepts without a word, and shows badly. */
  readonly warnings: readonly string[]
}
