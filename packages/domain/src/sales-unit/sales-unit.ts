import type { Market, Msn } from '@kvitt/values'
import type { SettlementTerms } from './settlement-terms.ts'

/** What a sales unit has been granted; each missing grant refuses with a code of its own. */
export interface SalesUnitGrants {
  /** `PUSH_MESSAGE`, earlier "skip landing page". */
  readonly push: boolean
  /** `expiresAt`. */
  readonly longLiving: boolean
  /** DK and FI: captures smaller than what is reserved; without it "full capture only". */
  readonly partialCapture: boolean
  /** DK and FI: capture up to 180 days after authorization instead of 14. */
  readonly lateCapture: boolean
  /** Express: address and delivery are chosen in the app. */
  readonly express: boolean
  /** Freestanding card payments: `paymentMethod.type: CARD`. */
  readonly card: boolean
  /** The restricted scope `nin`. */
  readonly nin: boolean
  /** The restricted scope `accountNumbers`. */
  readonly accountNumbers: boolean
}

/** One shop, site or app of a merchant. */
export interface SalesUnit {
  readonly msn: Msn
  /** 1 to 30 characters; customers see it. */
  readonly name: string
  readonly market: Market
  readonly grants: SalesUnitGrants
  readonly bankAccountVerified: boolean
  /** Takes no new payments and makes no refunds; what is reserved can be captured or released. */
  readonly deactivated: boolean
  /** Has no product to take payments with, but Login: the ePayment API is closed to it. */
  readonly loginOnly: boolean
  /** Nobody but the customer whom the merchant names can be asked on the landing page. */
  readonly phoneNumberLocked: boolean
  /** A refusal does not stick to its idempotency key. */
  readonly onlySuccessesKept: boolean
  /** The days in which to refund count from the latest capture, not from the authorization. */
  readonly refundsFromCapture: boolean
  /**
   * Norway: a payment lives for 24 hours at most, and each line of its receipt links the product,
   * as the commercial terms have it.
   */
  readonly longLivingOneDay: boolean
  /** `profile.sub` comes a little later than the approval. */
  readonly subDelayed: boolean
  /** Refuse what the real service tolerates but a real client should not send. */
  readonly strict: boolean
  /** How it settles; without it, it does not, as in the real test environment. */
  readonly settlement?: Settlement
}

/** Of which year's documentation the reports of a sales unit are. */
type ReportForm = '2026' | '2023'

export interface Settlement extends SettlementTerms {
  /**
   * 2023: payouts are `scheduled-for-payout`, and a date that may get more entries is not found.
   */
  readonly reportForm: ReportForm
}

/** How a sales unit settles unless told otherwise. */
export const USUAL_SETTLEMENT: Settlement = {
  interval: 'daily',
  method: 'net',
  feeBasisPoints: 299,
  feePerCapture: 100,
  reportForm: '2026',
}

/** What a new sales unit may do: everything that needs no approval by a person. */
const GRANTS_OF_NEW_UNIT: SalesUnitGrants = {
  push: true,
  longLiving: true,
  partialCapture: true,
  lateCapture: false,
  express: true,
  card: true,
  nin: false,
  accountNumbers: false,
}

/** A sales unit as it is made: in service, its bank account verified. */
export function newSalesUnit(unit: Pick<SalesUnit, 'msn' | 'name' | 'market'>): SalesUnit {
  return {
    ...unit,
    grants: GRANTS_OF_NEW_UNIT,
    bankAccountVerified: true,
    deactivated: false,
    loginOnly: false,
    phoneNumberLocked: false,
    onlySuccessesKept: false,
    refundsFromCapture: false,
    longLivingOneDay: false,
    subDelayed: false,
    strict: false,
  }
}
