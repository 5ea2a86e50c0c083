import { parseEntryTime, type Ledger, type LedgerEntry, type LedgerTopic } from '@kvitt/contract'
import type { Caller, CallOptions, QuestionOptions } from './call.ts'
import { KvittError } from './kvitt-error.ts'

/** A day of one topic of a ledger, or how far it is known. */
export interface LedgerDay {
  readonly entries: readonly LedgerEntry[]
  /** Give it to the next call, until there is none. */
  readonly cursor?: string
  /** The day may get more entries: ask for all of it again later, tomorrow or in weeks. */
  readonly tryLater: boolean
}

/** What has been entered in a ledger since a cursor. */
export interface LedgerFeed {
  readonly entries: readonly LedgerEntry[]
  /** Keep it, and ask with it next time. */
  readonly cursor: string
  /** The end is reached for now: ask again in an hour, in no less than a second. */
  readonly tryLater: boolean
}

/** What a caller may say with a call that answers in pages. */
export interface LedgerOptions extends CallOptions {
  /** That of the page before; from the beginning unless given. */
  readonly cursor?: string | undefined
}

/**
 * Settlements, entry by entry: what is owed to the merchant (`funds`) and the fees (`fees`). It is
 * behind the payments: never conclude a payment's state from it. Entries never change. Expect types
 * of entries that nobody knows yet: what counts is what they do to the balance.
 *
 * In the test environment of Vipps MobilePay there are no ledgers.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/report-api/
 */
export interface ReportApi {
  /** All ledgers that the keys give access to: with those of a sales unit, its own. */
  ledgers(options?: QuestionOptions): Promise<readonly Ledger[]>
  /**
   * The entries of one ledger date, such as `2026-09-01`, oldest first.
   *
   * @throws KvittError `notFound` when there is no such ledger for these keys
   */
  ledgerDay(
    ledgerId: string,
    topic: LedgerTopic,
    date: string,
    options?: LedgerOptions,
  ): Promise<LedgerDay>
  /**
   * All entries, oldest first, a page at a time. Ask once an hour, at a minute of your own that is
   * not between :00 and :10, and go on until `tryLater`.
   *
   * @throws KvittError `notFound` when there is no such ledger for these keys
   */
  ledgerFeed(ledgerId: string, topic: LedgerTopic, options?: LedgerOptions): Promise<LedgerFeed>
}

/** More pages of ledgers than anybody has. */
const LEDGER_PAGES_MAX = 100
/** What the API says of a ledger that is not there; any other 404 is a date that is not ready. */
const NO_LEDGER = /no such ledger/i

export function reportApi({ call }: Caller): ReportApi {
  return {
    async ledgers({ signal, expected } = {}) {
      const ledgers: Ledger[] = []
      let cursor = ''
      for (let page = 0; page < LEDGER_PAGES_MAX; page += 1) {
        const answer = await call('getLedgers', { ...asking(cursor), signal, expected })
        ledgers.push(...answer.items)
        const next = answer.cursor ?? ''
        if (next === '' || next === cursor) break
        cursor = next
      }
      return ledgers
    },
    async ledgerDay(ledgerId, topic, date, { cursor, signal } = {}) {
      const path = { ledgerId, topic, ledgerDate: date }
      try {
        const answer = await call('getLedgerDate', { path, ...asking(cursor), signal })
        const next = answer.hasMore ? (answer.cursor ?? '') : ''
        return {
          entries: answer.items.map(inOneForm),
          ...(next !== '' && { cursor: next }),
          // Left out by some answers, whatever the types say.
          tryLater: Boolean(answer.tryLater),
        }
      } catch (error) {
        if (isNotReady(error)) return { entries: [], tryLater: true }
        throw error
      }
    },
    async ledgerFeed(ledgerId, topic, { cursor, signal } = {}) {
      const path = { ledgerId, topic }
      const answer = await call('getLedgerFeed', { path, ...asking(cursor), signal })
      return {
        entries: answer.items.map(inOneForm),
        cursor: answer.cursor,
        tryLater: Boolean(answer.tryLater),
      }
    },
  }
}

function asking(cursor: string | undefined): { readonly query?: Readonly<Record<string, string>> } {
  return cursor === undefined || cursor === '' ? {} : { query: { cursor } }
}

function isNotReady(error: unknown): boolean {
  return error instanceof KvittError && error.code === 'notFound' && !NO_LEDGER.test(error.message)
}

/** Types of entries that have been renamed, by what they were called before. */
const PRESENT_NAMES: ReadonlyMap<string, string> = new Map([
  ['scheduled-for-payout', 'payout-scheduled'],
])

/** An entry with the time in UTC, `…:00.824993Z`, and its type as it is called now. */
function inOneForm(entry: LedgerEntry): LedgerEntry {
  const { time, entryType } = entry
  return { ...entry, time: inUtc(time), entryType: PRESENT_NAMES.get(entryType) ?? entryType }
}

/** As it came when it is no time that is known. */
function inUtc(time: string): string {
  const at = parseEntryTime(time)
  if (at === undefined) return time
  const [, fraction = ''] = /\.(\d+)/.exec(time) ?? []
  const second = new Date(at).toISOString().slice(0, '2026-09-01T12:00:00'.length)
  return `${second}.${fraction.slice(0, 6).padEnd(6, '0')}Z`
}
