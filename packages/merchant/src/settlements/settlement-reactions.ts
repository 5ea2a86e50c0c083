import {
  auditEntry,
  ledgerAccount,
  importedEntry,
  ledgerFeed,
  ledgerWatch,
  meaningOf,
  orderSettlement,
  reconciliation,
  settlement,
  settlementMonth,
  type AuditEntry,
  type LedgerAccountEvent,
  type ImportedEntry,
  type ImportedEntryEvent,
  type LedgerFeedEvent,
  type LedgerWatchEvent,
  type OrderSettlement,
  type OrderSettlementEvent,
  type Reconciliation,
  type ReconciliationEvent,
  type ReconciliationItem,
  type ImportedSettlement,
  type SettlementEvent,
} from '@kvitt/domain'
import type { AnyAggregate, FollowUp, Reaction } from '@kvitt/store'
import type { Msn } from '@kvitt/values'
import { auditKey } from '../console/audit/audit-key.ts'
import { orderKey } from '../orders/order-key.ts'
import { monthOf, monthOfSettlement, settlementKey } from './settlement-keys.ts'

const TOPICS = ['funds', 'fees'] as const

/**
 * How what is read of a ledger reaches orders, settlements and the list of deviations: all of it in
 * the commit that says how far was read.
 */
export const SETTLEMENT_REACTIONS: readonly Reaction[] = [
  reaction<LedgerWatchEvent, unknown>(ledgerWatch, followLedgers),
  reaction<LedgerFeedEvent, unknown>(ledgerFeed, enterEntries),
  reaction<ImportedEntryEvent, unknown>(importedEntry, useEntry),
  reaction<LedgerAccountEvent, LedgerAccountFacts>(ledgerAccount, keepSettlements),
  reaction<SettlementEvent, ImportedSettlement>(settlement, keepMonth),
  reaction<OrderSettlementEvent, OrderSettlement>(orderSettlement, tellDeviation),
  reaction<ReconciliationEvent, Reconciliation>(reconciliation, auditClearing),
]

function reaction<Event, State>(
  aggregate: AnyAggregate,
  follow: (event: Event, state: State) => readonly FollowUp[],
): Reaction {
  return {
    kind: aggregate.kind,
    consults: (key) => ({ aggregate, key }),
    follow: (event, state) => follow(event as Event, state as State),
  }
}

function followLedgers(event: LedgerWatchEvent): readonly FollowUp[] {
  if (event.type !== 'ledgers-found') return []
  const { at } = event
  return event.ledgers.flatMap((ledger) =>
    TOPICS.map((topic) => ({
      aggregate: ledgerFeed,
      key: settlementKey.feed(ledger.msn, ledger.ledgerId, topic),
      command: { type: 'follow', at, ...ledger, topic },
    })),
  )
}

function enterEntries(event: LedgerFeedEvent): readonly FollowUp[] {
  if (event.type !== 'entries-taken') return []
  const { at, entries } = event
  return entries.map((entry) => ({
    aggregate: importedEntry,
    key: settlementKey.entry(entry),
    command: { type: 'enter', at, entry },
  }))
}

function useEntry({ at, entry }: ImportedEntryEvent): readonly FollowUp[] {
  const { msn, ledgerId } = entry
  const account = {
    aggregate: ledgerAccount,
    key: settlementKey.account(msn, ledgerId),
    command: { type: 'count', at, entry },
  }
  return [
    ...(entry.topic === 'funds' ? [account] : countFee(entry)),
    ...tellOrder({ type: 'entered', at, entry }),
    ...tellStaff({ type: 'entered', at, entry }),
  ]
}

/** Fees count in the month of their day, whenever they are paid and in whatever way. */
function countFee(entry: ImportedEntry): readonly FollowUp[] {
  const { msn, ledgerId, currency, ledgerDate, amount } = entry
  const meaning = meaningOf(entry)
  if (meaning === 'feesRetained') return []
  const month = monthOf(ledgerDate)
  const type = meaning === 'feesInvoiced' ? 'invoice' : 'charge'
  return [
    {
      aggregate: settlementMonth,
      key: settlementKey.month(msn, month, ledgerId),
      command: { type, msn, ledgerId, currency, month, amount },
    },
  ]
}

function tellOrder({ at, entry }: ImportedEntryEvent): readonly FollowUp[] {
  const { currency, order } = entry
  if (!order) return []
  const { msn, number, ...known } = order
  return [
    {
      aggregate: orderSettlement,
      key: orderKey(msn, number),
      command: { type: 'enter', at, msn, number, currency, known, entry },
    },
  ]
}

/** What a person has to know of an entry, as it is. */
function tellStaff({ at, entry }: ImportedEntryEvent): readonly FollowUp[] {
  const { msn, reference } = entry
  const meaning = meaningOf(entry)
  const item = itemOf(entry, at)
  switch (meaning) {
    case 'capture':
    case 'refund':
      return entry.order ? [] : [raising(msn, { ...item, kind: 'noOrder' })]
    case 'unknown':
      return [raising(msn, { ...item, kind: 'unknownType' })]
    case 'correction':
      return [raising(msn, { ...item, kind: 'correction' })]
    case 'dispute':
      return [raising(msn, { ...item, id: disputeId(reference), kind: 'dispute' })]
    case 'disputeReturned':
      return [settling(msn, at, disputeId(reference))]
    // The account knows which payout came back.
    case 'payoutAborted':
    case 'fee':
    case 'feesRetained':
    case 'feesInvoiced':
    case 'payout':
    case 'other':
      return []
  }
}

function itemOf(
  entry: ImportedEntry,
  at: ReconciliationItem['at'],
): Omit<ReconciliationItem, 'kind'> {
  const { id, currency, ledgerId, ledgerDate, entryType, amount, reference, pspReference } = entry
  return {
    id: `entry-${id}`,
    at,
    currency,
    ledgerId,
    ledgerDate,
    entryType,
    amount,
    ...(reference !== '' && { reference }),
    pspReference,
    ...(entry.order && { order: entry.order.number }),
  }
}

function disputeId(reference: string): string {
  return `dispute-${reference}`
}

type LedgerAccountFacts = Pick<ImportedSettlement, 'msn' | 'ledgerId' | 'currency'>

function keepSettlements(
  event: LedgerAccountEvent,
  { msn, ledgerId, currency }: LedgerAccountFacts,
): readonly FollowUp[] {
  const negative = `negative-${ledgerId}`
  switch (event.type) {
    case 'settled': {
      const { settlement: settled } = event
      const key = settlementKey.settlement(msn, settled.number)
      return [{ aggregate: settlement, key, command: { type: 'record', settlement: settled } }]
    }
    case 'payout-returned': {
      const { at, readAt, number, amount, date, entryId } = event
      const item = {
        kind: 'payoutAborted',
        at: readAt,
        currency,
        ledgerId,
        ledgerDate: date,
      } as const
      const about = number === undefined ? {} : { settlement: number }
      const raised = raising(msn, { ...item, id: `entry-${entryId}`, amount, ...about })
      if (number === undefined) return [raised]
      const key = settlementKey.settlement(msn, number)
      return [raised, { aggregate: settlement, key, command: { type: 'return', at } }]
    }
    case 'gap-found': {
      const { at, date, amount, entryId } = event
      const item = { kind: 'gap', at, currency, ledgerId, ledgerDate: date, amount } as const
      return [raising(msn, { ...item, id: `gap-${entryId}` })]
    }
    case 'went-negative': {
      const { at, date, balance } = event
      const item = { kind: 'negativeBalance', at, currency, ledgerId, ledgerDate: date } as const
      return [raising(msn, { ...item, id: negative, amount: balance })]
    }
    case 'went-positive':
      return [settling(msn, event.at, negative)]
    case 'opened':
    case 'counted':
      return []
  }
}

function keepMonth(_event: SettlementEvent, settled: ImportedSettlement): readonly FollowUp[] {
  const { msn, ledgerId, currency } = settled
  const month = monthOfSettlement(settled)
  return [
    {
      aggregate: settlementMonth,
      key: settlementKey.month(msn, month, ledgerId),
      command: { type: 'settle', msn, ledgerId, currency, month, settlement: settled },
    },
  ]
}

function tellDeviation(
  event: OrderSettlementEvent,
  { msn, number, currency }: OrderSettlement,
): readonly FollowUp[] {
  if (event.type !== 'deviated' && event.type !== 'agreed') return []
  const { at, reference, deviation } = event
  const id = `${deviation}-${reference}`
  if (event.type === 'agreed') return [settling(msn, at, id)]
  const { amount } = event
  return [raising(msn, { id, kind: deviation, at, currency, amount, reference, order: number })]
}

/** Writes down who has dealt with a deviation, in the commit in which they say so. */
function auditClearing(
  event: ReconciliationEvent,
  { msn, revision }: Reconciliation,
): readonly FollowUp[] {
  if (event.type !== 'cleared') return []
  const { at, by, reason, item } = event
  const entry: AuditEntry = {
    at,
    by,
    action: 'reconciliation-cleared',
    reason,
    attention: item.kind,
    ...(item.order !== undefined && { order: { msn, number: item.order } }),
  }
  const key = auditKey.ofReconciliation(msn, revision)
  return [{ aggregate: auditEntry, key, command: { type: 'record', entry } }]
}

function raising(msn: Msn, item: ReconciliationItem): FollowUp {
  return { aggregate: reconciliation, key: msn, command: { type: 'raise', msn, item } }
}

function settling(msn: Msn, at: ReconciliationItem['at'], id: string): FollowUp {
  return { aggregate: reconciliation, key: msn, command: { type: 'settle', at, id } }
}
