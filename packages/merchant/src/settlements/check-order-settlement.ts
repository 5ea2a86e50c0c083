import {
  attemptOf,
  ledgerFeed,
  ledgerWatch,
  order,
  orderSettlement,
  type OrderSettlement,
} from '@kvitt/domain'
import { instant, type Instant, type Msn } from '@kvitt/values'
import { readPayment } from '../orders/read-payment.ts'
import type { Services } from '../services.ts'
import { settlementKey } from './settlement-keys.ts'

/**
 * Holds ledger and payments of an order against each other, where the one should have what the
 * other has. The payments are read first: the ledger may know what no webhook has told.
 */
export async function checkOrderSettlement(services: Services, key: string): Promise<void> {
  const { store, clock } = services
  const state = await store.load(orderSettlement, key)
  if (state?.dueAt === undefined) return
  const readTo = await readToOf(services, state.msn)
  const isRead = readTo === undefined || (await readPayments(services, key, state))
  const at = clock.now()
  const command = isRead
    ? ({ type: 'check', at, readTo } as const)
    : ({ type: 'put-off', at } as const)
  await store.decide({ aggregate: orderSettlement, key, command, at })
}

/** Up to when the ledgers of a sales unit are read; undefined where none is to be read. */
async function readToOf(
  { store, configuration }: Services,
  msn: Msn,
): Promise<Instant | undefined> {
  const isImported = configuration.salesUnits.some((unit) => unit.msn === msn && unit.settlements)
  if (!isImported) return undefined
  const watch = await store.load(ledgerWatch, msn)
  if (!watch?.ledgers) return instant(0)
  if (watch.ledgers.length === 0) return undefined
  const feeds = await Promise.all(
    watch.ledgers.map(({ ledgerId }) =>
      store.load(ledgerFeed, settlementKey.feed(msn, ledgerId, 'funds')),
    ),
  )
  return instant(Math.min(...feeds.map((feed) => feed?.endReachedAt ?? 0)))
}

/** @returns whether all of them could be read */
async function readPayments(
  services: Services,
  key: string,
  { msn, payments }: OrderSettlement,
): Promise<boolean> {
  const { store, configuration } = services
  const salesUnit = configuration.salesUnits.find((unit) => unit.msn === msn)
  if (!salesUnit) return false
  for (const { reference } of payments) {
    const before = await store.load(order, key)
    const attempt = before && attemptOf(before, reference)
    if (!attempt) return false
    await readPayment(services, salesUnit, key, attempt)
    const after = await store.load(order, key)
    const failedReads = after && attemptOf(after, reference)?.failedReads
    if (failedReads !== 0) return false
  }
  return true
}
