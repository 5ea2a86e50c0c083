import type { LedgerEntry, LedgerTopic } from '@kvitt/domain'
import { parseCalendarDay, type CalendarDay, type Msn } from '@kvitt/values'

/** So that keys are in the order of sequences. */
const SEQUENCE_DIGITS = 12
const START = '0'
const POSITION = /^(\d{4}-\d{2}-\d{2})\/([1-9]\d{0,11})$/

/** Where an entry is in its topic: what a cursor stands for. */
export type Position = Pick<LedgerEntry, 'ledgerDate' | 'sequence'>

/** Where an entry is in the store. */
export function entryKey({
  msn,
  topic,
  ledgerDate,
  sequence,
}: Pick<LedgerEntry, 'msn' | 'topic' | keyof Position>): string {
  return `${datePrefix(msn, topic, ledgerDate)}${String(sequence).padStart(SEQUENCE_DIGITS, '0')}`
}

/** Where all entries of a topic are, in their order. */
export function topicPrefix(msn: Msn, topic: LedgerTopic): string {
  return `${msn}/${topic}/`
}

/** Where those of one ledger date are. */
export function datePrefix(msn: Msn, topic: LedgerTopic, date: CalendarDay): string {
  return `${topicPrefix(msn, topic)}${date}/`
}

/** Where a page goes on after an entry, or at the beginning. It means the same whenever it is sent. */
export function cursorAfter(position: Position | undefined): string {
  const text = position ? `${position.ledgerDate}/${position.sequence}` : START
  return Buffer.from(text).toString('base64url')
}

/** What a cursor stands for; undefined for the beginning. */
export function parseCursor(
  cursor: string,
): { readonly after: Position | undefined } | { readonly wrong: true } {
  const text = Buffer.from(cursor, 'base64url').toString()
  if (text === START) return { after: undefined }
  const [, date = '', sequence = ''] = POSITION.exec(text) ?? []
  const ledgerDate = parseCalendarDay(date)
  return ledgerDate ? { after: { ledgerDate, sequence: Number(sequence) } } : { wrong: true }
}
