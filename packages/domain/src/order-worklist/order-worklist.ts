import type { Instant, Msn, OrderNumber } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/** An order that somebody should look at, and why. */
export interface WorklistEntry {
  readonly number: OrderNumber
  /** Since when it wants attention; undefined when it does not. */
  readonly attentionAt?: Instant
  /** When a reservation that somebody was warned about is no longer sure; undefined without one. */
  readonly guaranteedUntil?: Instant
}

/**
 * The orders of one part of a sales unit that somebody should look at, so that they are found
 * without looking at all the others.
 */
export interface OrderWorklist {
  readonly msn: Msn
  /** In the order in which they came. */
  readonly entries: readonly WorklistEntry[]
  /** Orders that are not here because the list was full: only a search finds them. */
  readonly missed: number
}

export type OrderWorklistEvent =
  | { readonly type: 'entered'; readonly msn: Msn; readonly entry: WorklistEntry }
  | { readonly type: 'left'; readonly number: OrderNumber }
  | { readonly type: 'missed'; readonly number: OrderNumber }

export interface OrderWorklistCommand {
  readonly type: 'enter'
  readonly msn: Msn
  /** With neither reason the order leaves the list. */
  readonly entry: WorklistEntry
}

const ENTRIES_MAX = 1_000

function decide(
  state: OrderWorklist | undefined,
  { msn, entry }: OrderWorklistCommand,
): Decision<OrderWorklistEvent, never> {
  const { number, attentionAt, guaranteedUntil } = entry
  const entries = state?.entries ?? []
  const isThere = entries.some((each) => each.number === number)
  if (attentionAt === undefined && guaranteedUntil === undefined) {
    return { events: isThere ? [{ type: 'left', number }] : [] }
  }
  if (!isThere && entries.length >= ENTRIES_MAX) return { events: [{ type: 'missed', number }] }
  return { events: [{ type: 'entered', msn, entry }] }
}

function evolve(state: OrderWorklist | undefined, event: OrderWorklistEvent): OrderWorklist {
  if (event.type === 'entered') {
    const { msn, entry } = event
    const entries = state?.entries ?? []
    const index = entries.findIndex(({ number }) => number === entry.number)
    const changed = index === -1 ? [...entries, entry] : entries.with(index, entry)
    return { msn, entries: changed, missed: state?.missed ?? 0 }
  }
  if (!state) throw impossible('order-worklist', undefined, event.type)
  if (event.type === 'missed') return { ...state, missed: state.missed + 1 }
  const entries = state.entries.filter(({ number }) => number !== event.number)
  return { ...state, entries, missed: entries.length === 0 ? 0 : state.missed }
}

export const orderWorklist: Aggregate<
  OrderWorklist,
  OrderWorklistCommand,
  OrderWorklistEvent,
  never
> = { kind: 'order-worklist', decide, evolve, wakeAt: () => undefined }
