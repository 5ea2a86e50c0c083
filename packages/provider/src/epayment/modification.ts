import {
  remainingToCapture,
  remainingToRefund,
  type Payment,
  type PaymentCommand,
  settlementTermsOf,
  type SalesUnit,
  type SettlementTerms,
} from '@kvitt/domain'
import type { Instant } from '@kvitt/values'

export const MODIFICATIONS = ['capture', 'refund', 'cancel'] as const
export type Modification = (typeof MODIFICATIONS)[number]

interface Occasion {
  readonly at: Instant
  readonly pspReference: string
}

/** In Norway a capture in parts needs no grant. */
function mayCaptureInParts({ market, grants }: SalesUnit): boolean {
  return market === 'NO' || grants.partialCapture
}

/** What a capture says of the sales unit that makes it. */
export function captureRules(salesUnit: SalesUnit): {
  readonly partialAllowed: boolean
  readonly refundsFromCapture?: true
} {
  return {
    partialAllowed: mayCaptureInParts(salesUnit),
    ...(salesUnit.refundsFromCapture && { refundsFromCapture: true }),
  }
}

/** What a command that moves money says of a sales unit that settles. */
export function settlementIn({ settlement }: SalesUnit): { readonly settlement?: SettlementTerms } {
  return settlement ? { settlement: settlementTermsOf(settlement) } : {}
}

/** A capture, refund or cancel as staff asks for it: of `value` minor units, or of all there is. */
export function modificationCommand(
  found: Payment,
  modification: Modification,
  salesUnit: SalesUnit,
  occasion: Occasion,
  value: number = allThereIs(found, modification),
): Extract<PaymentCommand, { type: Modification }> {
  if (modification === 'cancel') return { type: 'cancel', ...occasion, transactionOnly: false }
  const amount = { currency: found.terms.amount.currency, value }
  const moved = { ...occasion, amount, ...settlementIn(salesUnit) }
  return modification === 'capture'
    ? { type: 'capture', ...moved, ...captureRules(salesUnit) }
    : { type: 'refund', ...moved, allowed: !salesUnit.deactivated }
}

/** The most that can be asked for; at least one minor unit, so that a refusal says what is wrong with the payment itself. */
export function allThereIs(found: Payment, modification: Modification): number {
  if (found.state !== 'AUTHORIZED') return found.terms.amount.value
  const remaining = modification === 'refund' ? remainingToRefund(found) : remainingToCapture(found)
  return Math.max(remaining, 1)
}
