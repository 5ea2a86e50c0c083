import {
  addMs,
  DAY_MS,
  HOUR_MS,
  instant,
  MINUTE_MS,
  SECOND_MS,
  type DurationMs,
  type Instant,
} from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'
import type { LedgerTopic } from '../ledger/ledger-entry.ts'
import type { ImportedEntry, LedgerAddress } from './imported-entry.ts'

/** How far one topic of a ledger has been read, and when it is read on. */
export interface LedgerFeed extends LedgerAddress {
  readonly topic: LedgerTopic
  /** Where to read on; absent at the beginning. */
  readonly cursor?: string
  readonly nextReadAt: Instant
  /** When the end of all that there was had last been reached. */
  readonly endReachedAt?: Instant
  /** Readings that have failed since the last one that did not. */
  readonly failures: number
  /** Of the last failure, while there is one. */
  readonly code?: string
  /** Nobody asks for it any more. */
  readonly isParked?: true
}

type Followed = LedgerAddress & { readonly topic: LedgerTopic }

export type LedgerFeedEvent =
  | (Followed & { readonly type: 'followed'; readonly at: Instant })
  | {
      readonly type: 'entries-taken'
      readonly at: Instant
      readonly entries: readonly ImportedEntry[]
      /** Where to read on; absent while the page has entries that are not taken. */
      readonly cursor?: string
      readonly isEnd: boolean
      readonly nextReadAt: Instant
    }
  | {
      readonly type: 'reading-failed'
      readonly at: Instant
      readonly code: string
      readonly nextReadAt: Instant
    }
  | { readonly type: 'parked'; readonly at: Instant; readonly nextReadAt: Instant }
  | { readonly type: 'run-advanced'; readonly at: Instant; readonly nextReadAt: Instant }

export type LedgerFeedCommand =
  /** The ledger was found: it is read from the beginning, or on from where it was left. */
  | (Followed & { readonly type: 'follow'; readonly at: Instant })
  /** Entries of the page at the present cursor, in their order. */
  | {
      readonly type: 'take'
      readonly at: Instant
      readonly entries: readonly ImportedEntry[]
      /** The page's own next cursor, given with the last of its entries. */
      readonly cursor?: string
      /** Whether there is nothing more for now. */
      readonly isEnd: boolean
    }
  | {
      readonly type: 'report-failed'
      readonly at: Instant
      readonly code: string
      readonly retryAfterMs?: DurationMs
    }
  | { readonly type: 'park'; readonly at: Instant }
  /** Somebody does not want to wait. */
  | { readonly type: 'read-soon'; readonly at: Instant }

/** The first minute of an hour in which the provider wants to be asked: before, everybody does. */
const MINUTE_FIRST = 11
const MINUTES_PER_HOUR = 60
/** The same cursor is never asked for sooner than that. */
const SAME_CURSOR_MS = SECOND_MS
const FAILURE_PAUSE_MS = MINUTE_MS
const FAILURE_PAUSE_MS_MAX = 6 * HOUR_MS
/** A start asks for it anew. */
const PARKED_MS = 365 * DAY_MS

/**
 * When a feed that was read to its end is read again: once an hour, each topic of each ledger at a
 * minute of its own, which is never one of the first ten.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/report-api/
 */
export function nextRunAt(
  { ledgerId, topic }: Pick<LedgerFeed, 'ledgerId' | 'topic'>,
  after: Instant,
): Instant {
  let sum = 0
  for (const character of `${ledgerId}/${topic}`) {
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  }
  const minute = MINUTE_FIRST + (sum % (MINUTES_PER_HOUR - MINUTE_FIRST))
  const thisHour = instant(Math.floor(after / HOUR_MS) * HOUR_MS + minute * MINUTE_MS)
  return thisHour > after ? thisHour : addMs(thisHour, HOUR_MS)
}

function decide(
  state: LedgerFeed | undefined,
  command: LedgerFeedCommand,
): Decision<LedgerFeedEvent, 'notFollowed'> {
  const { at } = command
  if (command.type === 'follow') {
    const { msn, ledgerId, currency, topic } = command
    if (state && !state.isParked) return { events: [] }
    return { events: [{ type: 'followed', at, msn, ledgerId, currency, topic }] }
  }
  if (!state) return { refusal: 'notFollowed' }
  switch (command.type) {
    case 'take': {
      const { entries, cursor, isEnd } = command
      // Without a next cursor the page is not done, whatever else it says.
      const isOver = isEnd && cursor !== undefined
      const nextReadAt = isOver ? nextRunAt(state, at) : addMs(at, SAME_CURSOR_MS)
      const where = cursor === undefined ? {} : { cursor }
      return {
        events: [{ type: 'entries-taken', at, entries, ...where, isEnd: isOver, nextReadAt }],
      }
    }
    case 'report-failed': {
      const { code, retryAfterMs = 0 } = command
      const pauseMs = Math.min(FAILURE_PAUSE_MS * 2 ** state.failures, FAILURE_PAUSE_MS_MAX)
      const nextReadAt = addMs(at, Math.max(pauseMs, Math.min(retryAfterMs, DAY_MS)))
      return { events: [{ type: 'reading-failed', at, code, nextReadAt }] }
    }
    case 'read-soon': {
      const nextReadAt = addMs(at, SAME_CURSOR_MS)
      const isSooner = nextReadAt < state.nextReadAt && !state.isParked
      return { events: isSooner ? [{ type: 'run-advanced', at, nextReadAt }] : [] }
    }
    case 'park':
      return { events: [{ type: 'parked', at, nextReadAt: addMs(at, PARKED_MS) }] }
  }
}

function evolve(state: LedgerFeed | undefined, event: LedgerFeedEvent): LedgerFeed {
  if (event.type === 'followed') {
    if (state && !state.isParked) throw impossible('ledger-feed', 'followed', event.type)
    const { type: _type, at, ...followed } = event
    const { isParked: _parked, ...before } = state ?? { failures: 0 }
    return { ...before, ...followed, nextReadAt: at }
  }
  if (!state) throw impossible('ledger-feed', undefined, event.type)
  const { nextReadAt } = event
  if (event.type === 'run-advanced') return { ...state, nextReadAt }
  if (event.type === 'parked') return { ...state, nextReadAt, isParked: true }
  if (event.type === 'reading-failed') {
    return { ...state, nextReadAt, failures: state.failures + 1, code: event.code }
  }
  const { code: _code, ...rest } = state
  const { at, cursor, isEnd } = event
  return {
    ...rest,
    failures: 0,
    nextReadAt,
    ...(cursor !== undefined && { cursor }),
    ...(isEnd && { endReachedAt: at }),
  }
}

/** Waking means reading, so there is no tick. */
export const ledgerFeed: Aggregate<LedgerFeed, LedgerFeedCommand, LedgerFeedEvent, 'notFollowed'> =
  {
    kind: 'ledger-feed',
    decide,
    evolve,
    wakeAt: ({ nextReadAt }) => nextReadAt,
  }
