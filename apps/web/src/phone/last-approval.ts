import type { AddressView } from '@kvitt/contract'
import type { Named } from './phone-queries.ts'

/** With what a payment is to be approved. */
export interface Approval {
  /** By its name. */
  readonly card?: string
  readonly address?: AddressView
  readonly shippingOptionId?: string
}

interface Kept extends Named {
  readonly approval: Approval
}

const STORAGE_KEY = 'kvitt-approval'

/** Keeps what was approved: what is confirmed after 3-D Secure is that, though the page is reloaded. */
export function keepApproval({ msn, reference }: Named, approval: Approval): void {
  const kept: Kept = { msn, reference, approval }
  try {
    sessionStorage.setItem(STORAGE_KEY, JSON.stringify(kept))
  } catch {
    // A browser that keeps nothing confirms what the customer pays with by default.
  }
}

/** What was approved last, if it was this payment. */
export function lastApproval({ msn, reference }: Named): Approval {
  try {
    const kept = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '{}') as Partial<Kept>
    return kept.msn === msn && kept.reference === reference ? (kept.approval ?? {}) : {}
  } catch {
    return {}
  }
}
