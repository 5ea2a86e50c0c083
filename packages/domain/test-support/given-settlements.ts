import assert from 'node:assert/strict'
import { instant, minorUnits, parseCalendarDay, parseMsn, type Instant } from '@kvitt/values'
import type { ImportedEntry } from '../src/settlement/imported-entry.ts'

export const MSN = parseMsn('123456') ?? assert.fail()
export const LEDGER = { msn: MSN, ledgerId: '302321', currency: 'NOK' } as const

/** A moment in UTC, such as `2026-09-01T12:00:00Z`. */
export function at(text: string): Instant {
  return instant(Date.parse(text))
}

let count = 0

/** An entry of the funds on a day, at noon; `balanceBefore` only where it is given. */
export function entry(
  ledgerDate: string,
  entryType: string,
  amount: number,
  changes: Partial<ImportedEntry> = {},
): ImportedEntry {
  count += 1
  return {
    ...LEDGER,
    topic: 'funds',
    id: `entry-${count}`,
    entryType,
    pspReference: `psp-${count}`,
    reference: '',
    at: at(`${ledgerDate}T12:00:00Z`),
    ledgerDate: parseCalendarDay(ledgerDate) ?? assert.fail(ledgerDate),
    amount,
    ...changes,
  }
}

/** The payout that closes a day. */
export function payout(
  ledgerDate: string,
  number: string,
  amount: number,
  changes: Partial<ImportedEntry> = {},
): ImportedEntry {
  const reference = `Utb. ${number} Vippsnr 123456`
  const pspReference = `${LEDGER.ledgerId}-${number}`
  return entry(ledgerDate, 'payout-scheduled', -amount, { reference, pspReference, ...changes })
}

export const KNOWN_NOTHING = { captured: minorUnits(0), refunded: minorUnits(0) }
