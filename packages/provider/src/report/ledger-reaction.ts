import {
  ledger,
  ledgerEntry,
  type LedgerCommand,
  type LedgerEvent,
  type Payment,
  type PaymentEvent,
} from '@kvitt/domain'
import type { FollowUp, Reaction } from '@kvitt/store'
import { entryKey } from './entry-key.ts'

/** Makes each entry of a ledger something of its own, in the commit that enters it. */
export const ledgerReaction: Reaction = {
  kind: ledger.kind,
  consults: (key) => ({ aggregate: ledger, key }),
  follow: (event) => entryIn(event as LedgerEvent),
}

function entryIn(event: LedgerEvent): readonly FollowUp[] {
  if (event.type !== 'entered') return []
  const { type: _, ...entry } = event
  return [{ aggregate: ledgerEntry, key: entryKey(entry), command: { type: 'write', entry } }]
}

/** What is captured or refunded goes into the ledger of a sales unit that settles. */
export function settledIn(
  event: PaymentEvent,
  { msn, reference, terms }: Payment,
): readonly FollowUp[] {
  if (event.type !== 'captured' && event.type !== 'refunded') return []
  const { amount, at, pspReference, settlement } = event
  if (!settlement) return []
  const command: LedgerCommand = {
    type: event.type === 'captured' ? 'capture' : 'refund',
    at,
    msn,
    currency: terms.amount.currency,
    terms: settlement,
    pspReference,
    reference,
    amount,
  }
  return [{ aggregate: ledger, key: msn, command }]
}
