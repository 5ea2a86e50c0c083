import type { ClockView } from './clock.ts'
import type { AddressView, TestCardView } from './directory.ts'
import type { OrderDetails } from './orders.ts'

interface Amount {
  readonly currency: string
  /** In minor units. */
  readonly value: number
}

/** A payment in the list of one customer's phone. Times are RFC 3339 in UTC. */
export interface PhonePaymentSummary {
  readonly msn: string
  readonly reference: string
  /** The sales unit's name. */
  readonly merchant: string
  /** Where the sales unit is. */
  readonly market: 'NO' | 'DK' | 'FI'
  readonly state: 'CREATED' | 'AUTHORIZED' | 'ABORTED' | 'EXPIRED' | 'TERMINATED'
  /** What is asked for; once approved, what was, shipping and all. */
  readonly amount: Amount
  readonly description?: string
  readonly createdAt: string
  /** Of one that waits to be approved. */
  readonly expiresAt?: string
  /** What one that waits is in the middle of: 3-D Secure, or a result that nobody knows yet. */
  readonly step?: 'authentication' | 'processing'
  /** Somebody else has approved it: what that came to is theirs to see. */
  readonly paidByOther?: true
  readonly captured: number
  readonly cancelled: number
  readonly refunded: number
}

/** Part of `GET /_kvitt/v1/customers/{phoneNumber}/payments`, the newest first. */
export interface PhonePaymentList {
  readonly payments: readonly PhonePaymentSummary[]
  /** Ask for it as `cursor`. */
  readonly next?: string
}

/** A card of the customer; `accepted` says whether this payment can be charged to it at all. */
export interface PhoneCard extends Omit<TestCardView, 'bin'> {
  readonly accepted: boolean
}

/** `GET /_kvitt/v1/customers/{phoneNumber}/payments/{msn}/{reference}`: what the app shows of it. */
export interface PhonePayment extends PhonePaymentSummary {
  /** What a countdown runs by. */
  readonly clock: Pick<ClockView, 'now' | 'frozen'>
  readonly method: 'WALLET' | 'CARD'
  readonly userFlow: string
  readonly returnUrl?: string
  readonly receiptUrl?: string
  readonly legalLinks?: { readonly termsOfSaleUrl?: string; readonly privacyPolicyUrl?: string }
  readonly minimumUserAge?: number
  /** Why this customer cannot approve it. */
  readonly refusal?: 'blocked' | 'belowMinimumAge' | 'tooYoung'
  readonly cards: readonly PhoneCard[]
  /** What the merchant wants to know; `given` when this customer has agreed to all of it before. */
  readonly profile?: {
    readonly scopes: readonly string[]
    readonly given: boolean
    readonly details: {
      readonly email?: string
      readonly firstName?: string
      readonly lastName?: string
      readonly mobileNumber?: string
      readonly dateOfBirth?: string
      readonly nin?: string
      readonly addresses?: readonly AddressView[]
    }
  }
  /** Express: where it can be sent, and whether the merchant is asked what that costs. */
  readonly delivery?: {
    readonly dynamic: boolean
    readonly countries: readonly string[]
    readonly addresses: readonly AddressView[]
  }
  /** How this customer has approved it. */
  readonly authorization?: {
    readonly at: string
    readonly card: Pick<TestCardView, 'network' | 'bin'>
    readonly shipping?: {
      readonly address: AddressView
      readonly cost: number
      readonly optionName: string
    }
  }
  /** What has happened to the money, or ended the payment, the newest first. */
  readonly movements: readonly {
    readonly name: string
    readonly at: string
    readonly amount?: number
  }[]
  readonly order?: OrderDetails
  /** Whether the order lines fit the payment: where they do not, the app shows none. */
  readonly showsLines: boolean
}

/** The event `phone`: a customer has been asked for a payment. */
export interface PhoneRequest {
  readonly phoneNumber: string
  readonly msn: string
  readonly reference: string
  readonly timestamp: string
}
