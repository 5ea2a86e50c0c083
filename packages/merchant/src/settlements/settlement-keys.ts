import type { ImportedEntry, LedgerTopic, ImportedSettlement } from '@kvitt/domain'
import type { CalendarDay, Msn } from '@kvitt/values'

/** Where what is known of settlements is kept: every key begins with the sales unit. */
export const settlementKey = {
  feed: (msn: Msn, ledgerId: string, topic: LedgerTopic): string =>
    `${msn}/${step(ledgerId)}/${topic}`,
  account: (msn: Msn, ledgerId: string): string => `${msn}/${step(ledgerId)}`,
  /** In the order of the ledger, as far as dates and times tell it. */
  entry: ({ msn, ledgerId, topic, ledgerDate, at, id }: ImportedEntry): string =>
    `${entriesBegin(msn, ledgerId, topic)}${ledgerDate}/${String(at).padStart(15, '0')}/${id}`,
  entriesBegin,
  /** After all entries of the dates before this one. */
  entriesOfDate: (msn: Msn, ledgerId: string, topic: LedgerTopic, date: CalendarDay): string =>
    `${entriesBegin(msn, ledgerId, topic)}${date}`,
  settlement: (msn: string, number: string): string => `${msn}/${step(number)}`,
  month: (msn: Msn, month: string, ledgerId: string): string =>
    `${monthBegin(msn, month)}${step(ledgerId)}`,
  monthBegin,
}

function entriesBegin(msn: Msn, ledgerId: string, topic: LedgerTopic): string {
  return `${msn}/${step(ledgerId)}/${topic}/`
}

function monthBegin(msn: string, month: string): string {
  return `${msn}/${month}/`
}

/** Ledger ids and numbers are opaque: they may hold what separates the steps of a key. */
function step(text: string): string {
  return encodeURIComponent(text)
}

/** `2026-09` of `2026-09-01`. */
export function monthOf(day: CalendarDay): string {
  return day.slice(0, '2026-09'.length)
}

/** The month that a settlement counts in. */
export function monthOfSettlement({ toDate }: Pick<ImportedSettlement, 'toDate'>): string {
  return monthOf(toDate)
}
