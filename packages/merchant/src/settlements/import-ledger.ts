import { ledgerFeed, type ImportedEntry, type LedgerFeed } from '@kvitt/domain'
import { KvittError, type LedgerEntry as WireEntry } from '@kvitt/sdk'
import { UNKNOWN_ANSWER } from '../orders/payment-reading.ts'
import { adviceFor } from '../orders/failure-texts.ts'
import type { SalesUnit, Services } from '../services.ts'
import { importedEntryOf } from './imported-entry-of.ts'
import { matchOrder } from './match-order.ts'

/** How many pages are read before others have their turn; it goes on after a second. */
const PAGES_MAX = 20
/** How many entries one commit takes: each causes a handful of changes in it. */
const ENTRIES_MAX = 100

/**
 * Reads one topic of a ledger on from where it was left, to its end for now. Entries and all that
 * follows from them are on disk in one commit; the cursor moves with the last of a page. After a
 * crash a page is read again, and what was entered is known by its identity.
 */
export async function importLedger(services: Services, key: string): Promise<void> {
  const { store, clock, configuration, logger } = services
  const state = await store.load(ledgerFeed, key)
  if (!state || state.isParked) return
  const { msn, ledgerId, topic } = state
  const source = configuration.salesUnits.find((unit) => unit.msn === msn)?.settlements
  if (!source) {
    const at = clock.now()
    await store.decide({ aggregate: ledgerFeed, key, command: { type: 'park', at }, at })
    return
  }
  try {
    const entries = await readOn(services, source, key, state)
    if (entries > 0) logger.info({ msn, ledgerId, topic, entries }, 'a ledger was read')
  } catch (error) {
    const failure = failureOf(error)
    if (!failure) throw error
    const { code, traceId, retryAfterMs } = failure
    const context = { msn, ledgerId, topic, code, traceId, advice: adviceFor(code) }
    logger.error(context, 'a ledger could not be read; it is tried again')
    const at = clock.now()
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
    const command = { type: 'report-failed', at, code, ...wait } as const
    await store.decide({ aggregate: ledgerFeed, key, command, at })
  }
}

/** An entry that does not say what it does to the money: to go on without it would be worse. */
class UnreadableEntry extends Error {
  override readonly name = 'UnreadableEntry'
}

function failureOf(
  error: unknown,
): (Pick<KvittError, 'traceId' | 'retryAfterMs'> & { readonly code: string }) | undefined {
  if (error instanceof KvittError) return error
  if (!(error instanceof UnreadableEntry)) return undefined
  return { code: UNKNOWN_ANSWER, traceId: undefined, retryAfterMs: undefined }
}

/** @returns how many entries were read */
async function readOn(
  services: Services,
  source: NonNullable<SalesUnit['settlements']>,
  key: string,
  state: LedgerFeed,
): Promise<number> {
  const { ledgerId, topic } = state
  let { cursor } = state
  let count = 0
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const feed = await source.ledgerFeed(ledgerId, topic, { cursor })
    // A page that leads back to itself has nothing more either.
    const isEnd = feed.tryLater || feed.cursor === cursor
    await takePage(services, key, state, { ...feed, isEnd })
    count += feed.entries.length
    if (isEnd) break
    cursor = feed.cursor
  }
  return count
}

interface Page {
  readonly entries: readonly WireEntry[]
  readonly cursor: string
  readonly isEnd: boolean
}

async function takePage(
  services: Services,
  key: string,
  state: LedgerFeed,
  { entries, cursor, isEnd }: Page,
): Promise<void> {
  const { store, clock } = services
  for (let from = 0; from === 0 || from < entries.length; from += ENTRIES_MAX) {
    const part = entries.slice(from, from + ENTRIES_MAX)
    const isLast = from + ENTRIES_MAX >= entries.length
    const taken = await Promise.all(part.map((entry) => matched(services, state, entry)))
    const at = clock.now()
    const command = {
      type: 'take',
      at,
      entries: taken,
      isEnd: isLast && isEnd,
      ...(isLast && { cursor }),
    } as const
    await store.decide({ aggregate: ledgerFeed, key, command, at })
  }
}

async function matched(
  services: Services,
  state: LedgerFeed,
  wire: WireEntry,
): Promise<ImportedEntry> {
  const entry = importedEntryOf(state, wire, await matchOrder(services, state.msn, wire.reference))
  if (!entry) throw new UnreadableEntry(`an entry of ledger ${state.ledgerId} cannot be read`)
  return entry
}
