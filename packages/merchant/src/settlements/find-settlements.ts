import type { SettlementTransaction } from '@kvitt/contract'
import {
  importedEntry,
  meaningOf,
  orderSettlement,
  settlement,
  settlementMonth,
  type ImportedEntry,
  type ImportedSettlement,
  type SettlementMonth,
} from '@kvitt/domain'
import { searchList } from '@kvitt/store'
import { orderKey } from '../orders/order-key.ts'
import type { Services } from '../services.ts'
import { settlementKey } from './settlement-keys.ts'
import { transactionView } from './settlement-view.ts'

type Reading = Pick<Services, 'store' | 'configuration'>

/** What a list of settlements is narrowed down to. */
export interface SettlementSearch {
  readonly msn?: string | undefined
  /** `2026-09`. */
  readonly month?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

interface FoundSettlements {
  readonly settlements: readonly ImportedSettlement[]
  readonly next?: string
}

/** How many ledgers a sales unit has in one month at the most. */
const LEDGERS_MAX = 50

/**
 * Settlements, the newest first: those of a month by date, all of them as they were imported.
 *
 * @throws RangeError on a foreign `after`
 */
export async function findSettlements(
  reading: Reading,
  search: SettlementSearch,
): Promise<FoundSettlements> {
  const { month } = search
  if (month !== undefined) return ofMonth(reading, { ...search, month })
  const { msn, limit, after } = search
  const { found, next } = await searchList(reading.store, settlement, {
    fits: (each) => msn === undefined || each.msn === msn,
    limit,
    after,
  })
  return { settlements: found, ...(next !== undefined && { next }) }
}

/** The settlements of one month are few: pages of them are cut here. */
async function ofMonth(
  { store, configuration }: Reading,
  { msn, month, after, limit }: SettlementSearch & { readonly month: string },
): Promise<FoundSettlements> {
  const from = after === undefined ? 0 : Number(after)
  if (!Number.isSafeInteger(from) || from < 0) throw new RangeError('not a place in this list')
  const units = configuration.salesUnits.filter((unit) => msn === undefined || unit.msn === msn)
  const pages = await Promise.all(
    units.map((unit) =>
      store.list(settlementMonth, {
        prefix: settlementKey.monthBegin(unit.msn, month),
        limit: LEDGERS_MAX,
      }),
    ),
  )
  const all = pages
    .flatMap(({ items }) => items.flatMap(({ state }) => state.settlements))
    .toSorted((a, b) => b.scheduledAt - a.scheduledAt)
  const next = from + limit
  return {
    settlements: all.slice(from, next),
    ...(next < all.length && { next: String(next) }),
  }
}

/** One settlement by its number. */
export function findSettlement(
  { store }: Pick<Services, 'store'>,
  msn: string,
  number: string,
): Promise<ImportedSettlement | undefined> {
  return store.load(settlement, settlementKey.settlement(msn, number))
}

/**
 * The months of a sales unit from one on, oldest first.
 *
 * @param from `2026-09`
 */
export async function monthsFrom(
  { store }: Pick<Services, 'store'>,
  msn: string,
  from: string,
  monthsMax: number,
): Promise<readonly SettlementMonth[]> {
  const { items } = await store.list(settlementMonth, {
    prefix: `${msn}/`,
    // No key is as short as this: all of the month come after it.
    after: `${msn}/${from}`,
    limit: monthsMax * LEDGERS_MAX,
  })
  return items.map(({ state }) => state)
}

interface FoundTransactions {
  readonly transactions: readonly SettlementTransaction[]
  readonly next?: string
}

/**
 * What a settlement is made of, oldest first, payouts left out.
 *
 * @throws RangeError on a foreign `after`
 */
export async function findTransactions(
  { store }: Pick<Services, 'store'>,
  { msn, ledgerId, fromDate, toDate }: ImportedSettlement,
  after: string | undefined,
  limit: number,
): Promise<FoundTransactions> {
  const prefix = settlementKey.entriesBegin(msn, ledgerId, 'funds')
  const first = settlementKey.entriesOfDate(msn, ledgerId, 'funds', fromDate)
  if (after !== undefined && after < first) throw new RangeError('before the settlement')
  const page = await store.list(importedEntry, { prefix, after: after ?? first, limit })
  const entries = page.items.map(({ state }) => state)
  const covered = entries.filter(({ ledgerDate }) => ledgerDate <= toDate)
  const shown = covered.filter((entry) => meaningOf(entry) !== 'payout')
  const transactions = await Promise.all(
    shown.map(async (entry) => transactionView(entry, await feeOf({ store }, entry))),
  )
  const isOver = page.next === undefined || covered.length < entries.length
  return { transactions, ...(!isOver && { next: page.next }) }
}

async function feeOf(
  { store }: Pick<Services, 'store'>,
  { order, pspReference }: ImportedEntry,
): Promise<number | undefined> {
  if (!order) return undefined
  const state = await store.load(orderSettlement, orderKey(order.msn, order.number))
  return state?.fees[pspReference]
}
