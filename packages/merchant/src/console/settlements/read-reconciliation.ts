import type { ConsoleReconciliation, ConsoleReconciliationItem } from '@kvitt/contract'
import { reconciliation, type ReconciliationItem, type ReconciliationKind } from '@kvitt/domain'
import { formatInstant, type Msn } from '@kvitt/values'
import type { Services } from '../../services.ts'
import { RECONCILIATION_TEXTS } from './reconciliation-texts.ts'

/**
 * What orders and ledgers do not agree about, what has waited longest first.
 *
 * @param from how many come before the page
 */
export async function readReconciliation(
  { store, configuration }: Pick<Services, 'store' | 'configuration'>,
  kind: ReconciliationKind | undefined,
  from: number,
  limit: number,
): Promise<ConsoleReconciliation> {
  const states = await Promise.all(
    configuration.salesUnits.map(({ msn }) => store.load(reconciliation, msn)),
  )
  const known = states.flatMap((state) => (state ? [state] : []))
  const all = known.flatMap(({ msn, items }) => items.map((item) => ({ msn, item })))
  const listed = all
    .filter(({ item }) => kind === undefined || item.kind === kind)
    .toSorted((a, b) => a.item.at - b.item.at)
  const counts: Partial<Record<ReconciliationKind, number>> = {}
  for (const { item } of all) counts[item.kind] = (counts[item.kind] ?? 0) + 1
  const missed = known.flatMap((state) =>
    Object.entries(state.missed).map(([of, count]) =>
      kind === undefined || of === kind ? count : 0,
    ),
  )
  const next = from + limit
  return {
    items: listed.slice(from, next).map(({ msn, item }) => itemView(msn, item)),
    total: listed.length,
    counts,
    missed: missed.reduce((sum, count) => sum + count, 0),
    ...(next < listed.length && { next: String(next) }),
  }
}

function itemView(msn: Msn, { at, ...item }: ReconciliationItem): ConsoleReconciliationItem {
  return { ...item, msn, at: formatInstant(at), advice: RECONCILIATION_TEXTS[item.kind] }
}
