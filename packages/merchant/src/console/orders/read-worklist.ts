import type { ConsoleWorklist } from '@kvitt/contract'
import { order, ORDER_PARTS, orderWorklist, type WorklistEntry } from '@kvitt/domain'
import { orderKey } from '../../orders/order-key.ts'
import type { Services } from '../../services.ts'
import { orderSummary } from './order-summary.ts'
import type { Msn } from '@kvitt/values'

export type WorklistKind = 'attention' | 'reservations'

const REASON = {
  attention: ({ attentionAt }: WorklistEntry) => attentionAt,
  reservations: ({ guaranteedUntil }: WorklistEntry) => guaranteedUntil,
} as const satisfies Record<WorklistKind, unknown>

/**
 * The orders that somebody should look at, the most urgent first: those that have waited longest,
 * or those whose reservation ends first.
 *
 * @param from how many come before the page
 */
export async function readWorklist(
  { store, configuration }: Pick<Services, 'store' | 'configuration'>,
  kind: WorklistKind,
  from: number,
  limit: number,
): Promise<ConsoleWorklist> {
  const parts = await Promise.all(
    configuration.salesUnits.map(({ msn }) =>
      store.list(orderWorklist, { prefix: `${msn}/`, limit: ORDER_PARTS }),
    ),
  )
  const lists = parts.flatMap(({ items }) => items.map(({ state }) => state))
  const listed: { readonly msn: Msn; readonly number: WorklistEntry['number']; at: number }[] = []
  for (const { msn, entries } of lists) {
    for (const entry of entries) {
      const at = REASON[kind](entry)
      if (at !== undefined) listed.push({ msn, number: entry.number, at })
    }
  }
  listed.sort((a, b) => a.at - b.at)
  const states = await Promise.all(
    listed
      .slice(from, from + limit)
      .map(({ msn, number }) => store.load(order, orderKey(msn, number))),
  )
  const next = from + limit
  return {
    orders: states.flatMap((state) => (state ? [orderSummary(state)] : [])),
    total: listed.length,
    missed: lists.reduce((sum, { missed }) => sum + missed, 0),
    ...(next < listed.length && { next: String(next) }),
  }
}
