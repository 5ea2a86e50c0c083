import { order, statusOf, type Order } from '@kvitt/domain'
import { searchList, type Store } from '@kvitt/store'
import type { Instant } from '@kvitt/values'
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

/**
 * Orders that fit a search, a page of them: those that begin as asked for, or the newest first.
 *
 * @throws RangeError on a cursor that no such search has given
 */
export async function findOrders(store: Store, search: OrderSearch): Promise<FoundOrders> {
  const { beginnings, limit, cursor: after, placedFrom: from, placedTo: to } = search
  const { found, next } = await searchList(store, order, {
    beginnings,
    time: { of: ({ placedAt }) => placedAt, from, to },
    fits: (state) => fits(search, state),
    limit,
    after,
  })
  return { orders: found, ...(next !== undefined && { next }) }
}

function fits(search: OrderSearch, found: Order): boolean {
  const { msns, status, customer, amountFrom, amountTo } = search
  const { msn, amount, attention } = found
  return (
    msns.has(msn) &&
    (amountFrom === undefined || amount >= amountFrom) &&
    (amountTo === undefined || amount <= amountTo) &&
    (status === undefined ||
      (status === 'attention' ? attention.length > 0 : statusOf(found) === status)) &&
    (customer === undefined || isOfCustomer(found, customer))
  )
}
