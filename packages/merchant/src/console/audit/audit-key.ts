import type { Msn, OrderNumber } from '@kvitt/values'

/** More changes than anything has. Keys count down from it, so that the newest come first. */
const REVISIONS_MAX = 1_000_000_000
const DIGITS = 10

/** Where the entries of the audit log are kept. */
export const auditKey = {
  ofOrder: (msn: Msn, number: OrderNumber, revision: number): string =>
    `${auditKey.beginOfOrder(msn, number)}${countdown(revision)}`,
  /** What the keys of all entries about one order begin with. */
  beginOfOrder: (msn: Msn, number: OrderNumber): string => `${msn}/${number}/`,
  ofReconciliation: (msn: Msn, revision: number): string =>
    `${msn}//reconciliation/${countdown(revision)}`,
  ofUsers: (revision: number): string => `console-users/${countdown(revision)}`,
}

function countdown(revision: number): string {
  return String(REVISIONS_MAX - revision).padStart(DIGITS, '0')
}
