import { addMs, SECOND_MS, type Instant } from '@kvitt/values'
import type { AnyAggregate, ListPage, StateOf, Store } from './store.ts'

/** What to look for in a list. */
export interface ListSearch<State> {
  /**
   * How the keys begin that are looked at, none of them the beginning of another: in this order,
   * each in order of key. Everything, the newest first, without.
   */
  readonly beginnings?: readonly string[] | undefined
  /** When it came about; both ends count. */
  readonly time?: {
    readonly of: (state: State) => Instant
    readonly from: Instant | undefined
    readonly to: Instant | undefined
  }
  readonly fits: (state: State) => boolean
  readonly limit: number
  /** The `next` of the page before. */
  readonly after?: string | undefined
}

export interface FoundPage<State> {
  readonly found: readonly State[]
  /** Where the search goes on; there may be more although nothing was found yet. */
  readonly next?: string
}

/** How many one request looks at: what keeps it as fast on a million as on a few. */
const LOOKED_AT_MAX = 2_000
const READ_AT_A_TIME = 100
/** How much later than another one may have come about that comes to the store before it. */
const DISORDER_MAX_MS = 10 * SECOND_MS
/** Behind a beginning nothing of which has been looked at: no key holds it. */
const UNREAD = '\n'

/**
 * What fits a search, part by part: a page ends when it is full or when enough has been looked at.
 *
 * @throws RangeError on an `after` that no such search has given
 */
export async function searchList<A extends AnyAggregate>(
  store: Pick<Store, 'list'>,
  aggregate: A,
  search: ListSearch<StateOf<A>>,
): Promise<FoundPage<StateOf<A>>> {
  const found: StateOf<A>[] = []
  let { after } = search
  for (let lookedAt = 0; lookedAt < LOOKED_AT_MAX;) {
    const limit = Math.min(READ_AT_A_TIME, search.limit - found.length)
    const page = await readPage(store, aggregate, search, after, limit)
    for (const { state } of page.items) {
      if (isTooOld(search, state)) return { found }
      if (isInTime(search, state) && search.fits(state)) found.push(state)
    }
    lookedAt += limit
    after = page.next
    if (after === undefined || found.length >= search.limit) break
  }
  return { found, ...(after !== undefined && { next: after }) }
}

type Page<A extends AnyAggregate> = Pick<ListPage<A>, 'items' | 'next'>

async function readPage<A extends AnyAggregate>(
  store: Pick<Store, 'list'>,
  aggregate: A,
  { beginnings, time }: ListSearch<StateOf<A>>,
  after: string | undefined,
  limit: number,
): Promise<Page<A>> {
  if (beginnings) return readBeginnings(store, aggregate, beginnings, after, limit)
  const start = time?.to === undefined ? undefined : addMs(time.to, DISORDER_MAX_MS)
  return store.list(aggregate, {
    limit,
    ...(after !== undefined && { after }),
    ...(time && start !== undefined && { startAt: (state) => time.of(state) <= start }),
  })
}

/** A list by key goes on within the beginning that it has come to, then in the next. */
async function readBeginnings<A extends AnyAggregate>(
  store: Pick<Store, 'list'>,
  aggregate: A,
  beginnings: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<Page<A>> {
  const place = after === undefined ? 0 : beginnings.findIndex((each) => after.startsWith(each))
  const beginning = beginnings[place]
  if (beginning === undefined) {
    if (after === undefined) return { items: [] }
    throw new RangeError('the list goes on elsewhere: ask for its next page with the same search')
  }
  const page = await store.list(aggregate, {
    prefix: beginning,
    limit,
    ...(after !== undefined && after !== beginning + UNREAD && { after }),
  })
  const following = beginnings[place + 1]
  if (page.next !== undefined || following === undefined) return page
  return { items: page.items, next: following + UNREAD }
}

function isInTime<State>({ time }: ListSearch<State>, state: State): boolean {
  if (!time) return true
  const at = time.of(state)
  return (time.from === undefined || at >= time.from) && (time.to === undefined || at <= time.to)
}

/** The newest come first, so nothing that follows can be newer. */
function isTooOld<State>({ beginnings, time }: ListSearch<State>, state: State): boolean {
  if (beginnings || time?.from === undefined) return false
  return addMs(time.of(state), DISORDER_MAX_MS) < time.from
}
