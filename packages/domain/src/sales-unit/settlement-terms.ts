import type { Market } from '@kvitt/values'

export const SETTLEMENT_INTERVALS = ['daily', 'weekly', 'monthly'] as const
export type SettlementInterval = (typeof SETTLEMENT_INTERVALS)[number]

/** How the money of a sales unit comes to its bank account, and what that costs. */
export interface SettlementTerms {
  /** How many ledger dates go into one payout: one, Monday to Sunday, or those of a month. */
  readonly interval: SettlementInterval
  /** Net: fees are taken out before each payout. Gross: they are invoiced for each month. */
  readonly method: 'net' | 'gross'
  /** Of each capture, in hundredths of a percent. */
  readonly feeBasisPoints: number
  /** For each capture, in minor units of the sales unit's currency. */
  readonly feePerCapture: number
}

/** MobilePay pays out every day, and not otherwise. */
export function offersInterval(market: Market, interval: SettlementInterval): boolean {
  return market === 'NO' || interval === 'daily'
}

const BASIS_POINTS_OF_ALL = 10_000

/** What a capture costs in minor units; half of one is rounded up. */
export function feeOf(
  { feeBasisPoints, feePerCapture }: SettlementTerms,
  captured: number,
): number {
  const half = BASIS_POINTS_OF_ALL / 2
  return Math.floor((captured * feeBasisPoints + half) / BASIS_POINTS_OF_ALL) + feePerCapture
}

/** The terms alone of what may say more. */
export function settlementTermsOf({
  interval,
  method,
  feeBasisPoints,
  feePerCapture,
}: SettlementTerms): SettlementTerms {
  return { interval, method, feeBasisPoints, feePerCapture }
}
