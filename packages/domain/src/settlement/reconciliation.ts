import type { CalendarDay, Currency, Instant, Msn, OrderNumber } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** Why somebody should look at something in a ledger. */
export type ReconciliationKind =
  | 'noOrder'
  | 'notInLedger'
  | 'moreInLedger'
  | 'unknownType'
  | 'correction'
  | 'dispute'
  | 'payoutAborted'
  | 'negativeBalance'
  | 'gap'

/** Something that orders and ledger do not agree about, or that a person has to know of. */
export interface ReconciliationItem {
  /** The same when the same is found again. */
  readonly id: string
  readonly kind: ReconciliationKind
  readonly at: Instant
  readonly currency: Currency
  readonly ledgerId?: string
  readonly ledgerDate?: CalendarDay
  readonly entryType?: string
  /** Minor units. */
  readonly amount?: number
  readonly reference?: string
  readonly pspReference?: string
  readonly order?: OrderNumber
  readonly settlement?: string
}

/** What is to be looked at in the ledgers of one sales unit. */
export interface Reconciliation {
  readonly msn: Msn
  /** In the order in which they were found. */
  readonly items: readonly ReconciliationItem[]
  /** How many of each kind had no room; forgotten when none of the kind is left. */
  readonly missed: Readonly<Partial<Record<ReconciliationKind, number>>>
  /** How many events have led here. */
  readonly revision: number
}

export type ReconciliationEvent =
  | { readonly type: 'raised'; readonly msn: Msn; readonly item: ReconciliationItem }
  | {
      readonly type: 'missed'
      readonly msn: Msn
      readonly at: Instant
      readonly kind: ReconciliationKind
    }
  /** It has come right by itself. */
  | { readonly type: 'settled'; readonly at: Instant; readonly id: string }
  | {
      readonly type: 'cleared'
      readonly at: Instant
      readonly item: ReconciliationItem
      readonly by: string
      readonly reason: string
    }

export type ReconciliationCommand =
  | { readonly type: 'raise'; readonly msn: Msn; readonly item: ReconciliationItem }
  | { readonly type: 'settle'; readonly at: Instant; readonly id: string }
  | {
      readonly type: 'clear'
      readonly at: Instant
      readonly id: string
      readonly by: string
      readonly reason: string
    }

/** Of each kind, so that many of one leave room for the others. */
const ITEMS_MAX_PER_KIND = 200

function decide(
  state: Reconciliation | undefined,
  command: ReconciliationCommand,
): Decision<ReconciliationEvent, 'itemNotFound'> {
  const items = state?.items ?? []
  if (command.type === 'raise') {
    const { msn, item } = command
    const { kind, at } = item
    const isThere = items.some(({ id }) => id === item.id)
    const isFull = items.filter((each) => each.kind === kind).length >= ITEMS_MAX_PER_KIND
    if (!isThere && isFull) return { events: [{ type: 'missed', msn, at, kind }] }
    return { events: [{ type: 'raised', msn, item }] }
  }
  const { at, id } = command
  const item = items.find((each) => each.id === id)
  if (command.type === 'settle') return { events: item ? [{ type: 'settled', at, id }] : [] }
  if (!item) return { refusal: 'itemNotFound' }
  const { by, reason } = command
  return { events: [{ type: 'cleared', at, item, by, reason }] }
}

function evolve(state: Reconciliation | undefined, event: ReconciliationEvent): Reconciliation {
  if (event.type === 'raised' || event.type === 'missed') {
    const { msn } = event
    const before = state ?? { msn, items: [], missed: {}, revision: 0 }
    const revision = before.revision + 1
    if (event.type === 'missed') {
      const { kind } = event
      const missed = { ...before.missed, [kind]: (before.missed[kind] ?? 0) + 1 }
      return { ...before, missed, revision }
    }
    const { item } = event
    const index = before.items.findIndex(({ id }) => id === item.id)
    // It has waited since it was first found.
    const items =
      index === -1
        ? [...before.items, item]
        : before.items.with(index, { ...item, at: before.items[index]?.at ?? item.at })
    return { ...before, items, revision }
  }
  if (!state) throw impossible('reconciliation', undefined, event.type)
  const id = event.type === 'settled' ? event.id : event.item.id
  const kind = state.items.find((item) => item.id === id)?.kind
  const items = state.items.filter((item) => item.id !== id)
  const isLast = kind !== undefined && !items.some((item) => item.kind === kind)
  const { revision } = state
  if (!isLast) return { ...state, items, revision: revision + 1 }
  const { [kind]: _forgotten, ...missed } = state.missed
  return { ...state, items, missed, revision: revision + 1 }
}

/** The deviations of one sales unit, for staff to look at. */
export const reconciliation: Aggregate<
  Reconciliation,
  ReconciliationCommand,
  ReconciliationEvent,
  'itemNotFound'
> = { kind: 'reconciliation', decide, evolve, wakeAt: () => undefined }
