/**
 * A payment as its landing page shows it to whoever has the link: `GET /pay/api/payment`. Times are
 * RFC 3339 in UTC, amounts minor units.
 */
export interface LandingPayment {
  readonly merchant: string
  readonly msn: string
  readonly market: 'NO' | 'DK' | 'FI'
  readonly reference: string
  readonly amount: { readonly currency: string; readonly value: number }
  readonly description?: string
  readonly method: 'WALLET' | 'CARD'
  readonly isQr: boolean
  readonly state: 'CREATED' | 'AUTHORIZED' | 'ABORTED' | 'EXPIRED' | 'TERMINATED'
  /** What an approval waits for that has not come to its end. */
  readonly step?: 'authentication' | 'processing'
  /** Only while it can be approved. */
  readonly expiresAt?: string
  /** The environment's clock, which `expiresAt` is told by. */
  readonly clock: { readonly now: string; readonly frozen: boolean }
  /** Whom the merchant has named. */
  readonly phoneNumber?: string
  /** Whether nobody else can be asked. */
  readonly isNumberLocked: boolean
  /** The last two digits of the number that was entered, and whose owner was asked. */
  readonly asked?: string
  /** Where the browser goes at the end, whichever it is. */
  readonly returnUrl?: string
  readonly receiptUrl?: string
  /** What the customer accepts by approving. */
  readonly legalLinks?: { readonly termsOfSaleUrl?: string; readonly privacyPolicyUrl?: string }
  /** The test cards that a card form takes. */
  readonly cards?: readonly LandingCard[]
}

/** A test card, to be typed into a card form or chosen. */
export interface LandingCard {
  readonly name: string
  readonly network: string
  /** 16 digits, as on the card. */
  readonly number: string
  readonly isDeclined: boolean
}

/** Somebody who can pay at the landing page without a phone: `GET /pay/api/test-customers`. */
export interface LandingCustomer {
  readonly name: string
  readonly phoneNumber: string
  readonly cards: readonly LandingCard[]
}

/** Why something on the landing page came to nothing; the page has the words. */
export type LandingProblemCode =
  | 'badRequest'
  | 'foreignOrigin'
  | 'unknownLink'
  | 'customerRefused'
  | 'cardRefused'
  | 'cardDeclined'
  | 'insufficientFunds'
  | 'refusedByIssuer'
  | 'suspectedFraud'
  | 'withdrawalLimitExceeded'
  | 'expiredCard'
  | 'invalidCard'
  | 'authenticationFailed'
  | 'deliveryFailed'
  | 'isProcessing'
  | 'noLongerWaits'
  | 'tooManyFollow'

export interface LandingProblem {
  readonly problem: LandingProblemCode
  /** The payment as it is now, where there is one. */
  readonly payment?: LandingPayment
}

/** What `POST /pay/api/ask` answers to whoever has entered a number. */
export interface LandingAsked {
  readonly payment: LandingPayment
  /** The number as everybody writes it: country code and digits. */
  readonly phoneNumber: string
}
