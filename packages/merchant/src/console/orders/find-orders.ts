import { order, statusOf, type Order } from '@kvitt/domain'
import type { ListPage, Store } from '@kvitt/store'
import { addMs, SECOND_MS, type Instant } from '@kvitt/values'
import { isOfCustomer } from './order-customer.ts'

/** What to look for; amounts in minor units. */
export interface OrderSearch {
  /** How the keys begin that are looked at, in order of key; all orders, the newest first, without. */
  readonly beginnings?: readonly string[] | undefined
  readonly msns: ReadonlySet<string>
  /** A status, or `attention` for those that somebody should look at. */
  readonly status?: string | undefined
  readonly customer?: string | undefined
  readonly amountFrom?: number | undefined
  readonly amountTo?: number | undefined
  readonly placedFrom?: Instant | undefined
  readonly placedTo?: Instant | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

export interface FoundOrders {
  readonly orders: readonly Order[]
  /** Where the search goes on; there may be more although nothing was found yet. */
  readonly next?: string
}

/** How many orders one request looks at: what keeps it as fast on a million as on a few. */
const LOOKED_AT_MAX = 2_000
const READ_AT_A_TIME = 100
/** How much later than an order one may be placed that comes to the store before it. */
const DISORDER_MAX_MS = 10 * SECOND_MS

/**
 * Orders that fit a search, part by part: a page ends when it is full or when enough orders have
 * been looked at.
 *
 * @throws RangeError on a cursor that no such search has given
 */
export async function findOrders(store: Store, search: OrderSearch): Promise<FoundOrders> {
  const orders: Order[] = []
  let lookedAt = 0
  let after = search.cursor
  while (lookedAt < LOOKED_AT_MAX) {
    const limit = Math.min(READ_AT_A_TIME, search.limit - orders.length)
    const page = await readPage(store, search, after, limit)
    for (const { state } of page.items) {
      if (isTooOld(search, state)) return { orders }
      if (fits(search, state)) orders.push(state)
    }
    lookedAt += limit
    after = page.next
    if (after === undefined || orders.length >= search.limit) break
  }
  return after === undefined ? { orders } : { orders, next: after }
}

type Page = Pick<ListPage<typeof order>, 'items' | 'next'>

async function readPage(
  store: Store,
  { placedTo, beginnings }: OrderSearch,
  after: string | undefined,
  limit: number,
): Promise<Page> {
  if (beginnings) return readBeginnings(store, beginnings, after, limit)
  const start = placedTo === undefined ? undefined : addMs(placedTo, DISORDER_MAX_MS)
  return store.list(order, {
    limit,
    ...(after !== undefined && { after }),
    ...(start !== undefined && { startAt: ({ placedAt }: Order) => placedAt <= start }),
  })
}

/** A list by key goes on within the beginning that it has come to, then in the next. */
async function readBeginnings(
  store: Store,
  beginnings: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<Page> {
  const start = after === undefined ? 0 : beginnings.findIndex((each) => after.startsWith(each))
  const beginning = beginnings[start]
  if (beginning === undefined) {
    if (after === undefined) return { items: [] }
    throw new RangeError('the list goes on elsewhere: ask for its next page with the same search')
  }
  const page = await store.list(order, {
    prefix: beginning,
    limit,
    ...(after !== undefined && after !== beginning && { after }),
  })
  const following = beginnings[start + 1]
  if (page.next !== undefined || following === undefined) return page
  return { items: page.items, next: following }
}

/** The newest come first, so nothing that follows can be newer. */
function isTooOld({ beginnings, placedFrom }: OrderSearch, { placedAt }: Order): boolean {
  return !beginnings && placedFrom !== undefined && addMs(placedAt, DISORDER_MAX_MS) < placedFrom
}

function fits(search: OrderSearch, found: Order): boolean {
  const { msns, status, customer, amountFrom, amountTo, placedFrom, placedTo } = search
  const { msn, amount, placedAt, attention } = found
  return (
    msns.has(msn) &&
    (amountFrom === undefined || amount >= amountFrom) &&
    (amountTo === undefined || amount <= amountTo) &&
    (placedFrom === undefined || placedAt >= placedFrom) &&
    (placedTo === undefined || placedAt <= placedTo) &&
    (status === undefined ||
      (status === 'attention' ? attention.length > 0 : statusOf(found) === status)) &&
    (customer === undefined || isOfCustomer(found, customer))
  )
}
