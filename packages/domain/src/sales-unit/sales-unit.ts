import type { Market, Msn } from '@kvitt/values'

/** What a sales unit has been granted; each missing grant refuses with a code of its own. */
export interface SalesUnitGrants {
  /** `PUSH_MESSAGE`, earlier "skip landing page". */
  readonly push: boolean
  /** `expiresAt`. */
  readonly longLiving: boolean
  /** Captures smaller than what is reserved. */
  readonly partialCapture: boolean
  /** DK and FI: capture up to 180 days after authorization instead of 14. */
  readonly lateCapture: boolean
}

/** One shop, site or app of a merchant. */
export interface SalesUnit {
  readonly msn: Msn
  readonly name: string
  readonly market: Market
  readonly grants: SalesUnitGrants
  readonly bankAccountVerified: boolean
}
