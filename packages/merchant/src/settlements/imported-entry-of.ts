import { hash } from 'node:crypto'
import type { ImportedEntry, LedgerFeed, MatchedOrder } from '@kvitt/domain'
import type { LedgerEntry as WireEntry } from '@kvitt/sdk'
import { addMs, dayOf, parseCalendarDay, parseInstant, startOfDay } from '@kvitt/values'

/** As long as no two entries of a ledger have the same: 128 bits in Base64url. */
const ID_LENGTH = 22
/** What goes into a key is bounded. */
const TEXT_LENGTH_MAX = 200

/**
 * An entry of a ledger as it is kept; undefined where it does not say what it does to the money.
 *
 * The identity is made of all that the entry says: in the fees several share a `pspReference`, and
 * the running balance tells even those apart that are otherwise alike.
 */
export function importedEntryOf(
  { msn, ledgerId, currency, topic }: LedgerFeed,
  wire: WireEntry,
  order: MatchedOrder | undefined,
): ImportedEntry | undefined {
  const { entryType, pspReference, time, amount, balanceBefore, balanceAfter } = wire
  const told = parseCalendarDay(wire.ledgerDate ?? '')
  const at = parseInstant(time) ?? (told && startOfDay(told, currency))
  if (at === undefined || !Number.isSafeInteger(amount)) return undefined
  const reference = wire.reference ?? ''
  // What closes a date is entered at midnight, when it is over.
  const ledgerDate = told ?? dayOf(addMs(at, -1), currency)
  const identity = [entryType, pspReference, reference, time, amount, balanceBefore, balanceAfter]
  return {
    msn,
    ledgerId,
    currency,
    topic,
    id: hash('sha256', JSON.stringify(identity), 'base64url').slice(0, ID_LENGTH),
    entryType: entryType.slice(0, TEXT_LENGTH_MAX),
    pspReference: pspReference.slice(0, TEXT_LENGTH_MAX),
    reference: reference.slice(0, TEXT_LENGTH_MAX),
    at,
    ledgerDate,
    amount,
    ...(Number.isSafeInteger(balanceBefore) && { balanceBefore }),
    ...(Number.isSafeInteger(balanceAfter) && { balanceAfter }),
    ...(order && { order }),
  }
}
