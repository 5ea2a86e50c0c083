import type { Aggregate } from '../decider.ts'
import type { LedgerAddress } from './imported-entry.ts'
import type { ImportedSettlement } from './settlement.ts'

/** The settlements of one ledger whose dates are in one month, and the fees of its days. */
export interface SettlementMonth extends LedgerAddress {
  /** `2026-09`. */
  readonly month: string
  /** In the order of their dates. */
  readonly settlements: readonly ImportedSettlement[]
  /** Minor units, 0 or negative: the fees of the days of the month, whenever they are paid. */
  readonly feesCharged: number
  /** Minor units, 0 or positive: what was put on an invoice instead of being retained. */
  readonly feesInvoiced: number
}

type Place = LedgerAddress & Pick<SettlementMonth, 'month'>

export type SettlementMonthEvent = Place &
  (
    | { readonly type: 'settled'; readonly settlement: ImportedSettlement }
    | { readonly type: 'charged'; readonly amount: number }
    | { readonly type: 'invoiced'; readonly amount: number }
  )

export type SettlementMonthCommand = Place &
  (
    | { readonly type: 'settle'; readonly settlement: ImportedSettlement }
    | { readonly type: 'charge'; readonly amount: number }
    | { readonly type: 'invoice'; readonly amount: number }
  )

const EVENT_OF_COMMAND = { settle: 'settled', charge: 'charged', invoice: 'invoiced' } as const

function evolve(state: SettlementMonth | undefined, event: SettlementMonthEvent): SettlementMonth {
  const { msn, ledgerId, currency, month } = event
  const before = state ?? {
    msn,
    ledgerId,
    currency,
    month,
    settlements: [],
    feesCharged: 0,
    feesInvoiced: 0,
  }
  switch (event.type) {
    case 'charged':
      return { ...before, feesCharged: before.feesCharged + event.amount }
    case 'invoiced':
      return { ...before, feesInvoiced: before.feesInvoiced + event.amount }
    case 'settled': {
      const { settlement } = event
      const others = before.settlements.filter(({ number }) => number !== settlement.number)
      const settlements = [...others, settlement].toSorted(
        (a, b) => (a.toDate < b.toDate ? -1 : a.toDate > b.toDate ? 1 : 0) || byNumber(a, b),
      )
      return { ...before, settlements }
    }
  }
}

function byNumber(a: ImportedSettlement, b: ImportedSettlement): number {
  return a.number.length - b.number.length || (a.number < b.number ? -1 : 1)
}

/** One settlement a ledger date at the most: a month never grows large. */
export const settlementMonth: Aggregate<
  SettlementMonth,
  SettlementMonthCommand,
  SettlementMonthEvent,
  never
> = {
  kind: 'settlement-month',
  decide: (_state, command) => ({
    events: [{ ...command, type: EVENT_OF_COMMAND[command.type] } as SettlementMonthEvent],
  }),
  evolve,
  wakeAt: () => undefined,
}
