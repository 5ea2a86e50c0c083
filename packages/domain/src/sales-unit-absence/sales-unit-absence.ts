import type { Instant, Msn } from '@kvitt/values'
import { impossible, type Aggregate, type Decision } from '../decider.ts'

/**
 * A sales unit that was taken out of the configuration while its orders want something: how many of
 * them wait for it, so that it need not be found out by looking at all orders.
 */
export interface SalesUnitAbsence {
  readonly msn: Msn
  /** Since when orders wait; absent while none does. */
  readonly since?: Instant
  /** How many orders are set aside. */
  readonly orders: number
}

export type SalesUnitAbsenceEvent =
  /** Its first order is set aside: somebody is told. */
  | { readonly type: 'missed'; readonly at: Instant; readonly msn: Msn }
  | { readonly type: 'order-set-aside'; readonly at: Instant }
  | { readonly type: 'order-taken-up'; readonly at: Instant }
  /** No order waits for it any more. */
  | { readonly type: 'found'; readonly at: Instant }

export type SalesUnitAbsenceCommand =
  | { readonly type: 'set-aside'; readonly at: Instant; readonly msn: Msn }
  | { readonly type: 'take-up'; readonly at: Instant }

function decide(
  state: SalesUnitAbsence | undefined,
  command: SalesUnitAbsenceCommand,
): Decision<SalesUnitAbsenceEvent, 'notAbsent'> {
  const { at } = command
  const orders = state?.orders ?? 0
  if (command.type === 'set-aside') {
    const isFirst = orders === 0
    return {
      events: [
        ...(isFirst ? [{ type: 'missed', at, msn: command.msn } as const] : []),
        { type: 'order-set-aside', at },
      ],
    }
  }
  if (orders === 0) return { refusal: 'notAbsent' }
  return {
    events: [
      { type: 'order-taken-up', at },
      ...(orders === 1 ? [{ type: 'found', at } as const] : []),
    ],
  }
}

function evolve(
  state: SalesUnitAbsence | undefined,
  event: SalesUnitAbsenceEvent,
): SalesUnitAbsence {
  if (event.type === 'missed') return { msn: event.msn, since: event.at, orders: 0 }
  if (!state) throw impossible('sales-unit-absence', undefined, event.type)
  switch (event.type) {
    case 'order-set-aside':
      return { ...state, orders: state.orders + 1 }
    case 'order-taken-up':
      return { ...state, orders: state.orders - 1 }
    case 'found':
      return { msn: state.msn, orders: state.orders }
  }
}

export const salesUnitAbsence: Aggregate<
  SalesUnitAbsence,
  SalesUnitAbsenceCommand,
  SalesUnitAbsenceEvent,
  'notAbsent'
> = { kind: 'sales-unit-absence', decide, evolve, wakeAt: () => undefined }
