import type {
  CalendarDay,
  Currency,
  Instant,
  MinorUnits,
  Msn,
  OrderNumber,
  Reference,
} from '@kvitt/values'
import type { Aggregate } from '../decider.ts'
import type { LedgerTopic } from '../ledger/ledger-entry.ts'

/** The ledger in which a sales unit is settled. */
export interface LedgerAddress {
  /** The sales unit that reads the ledger. */
  readonly msn: Msn
  /** Opaque. */
  readonly ledgerId: string
  readonly currency: Currency
}

/** Something that changed a balance, as the provider tells it: never changed afterwards. */
export interface ImportedEntry extends LedgerAddress {
  readonly topic: LedgerTopic
  /** The same whenever and in whatever page it is told; no other entry of the topic has it. */
  readonly id: string
  /** The provider's word, which may be new. */
  readonly entryType: string
  readonly pspReference: string
  /** Of the payment; the text for the bank on payouts; may be empty. */
  readonly reference: string
  readonly at: Instant
  /** The date of the merchant's market that it belongs to. */
  readonly ledgerDate: CalendarDay
  /** Minor units, negative where money is taken. */
  readonly amount: number
  /** Minor units; absent where the provider does not say. */
  readonly balanceBefore?: number
  readonly balanceAfter?: number
  /** The order whose payment it is about, where there is one here. */
  readonly order?: MatchedOrder
}

/** What was known of an order's payment when an entry was found to be about it. */
export interface MatchedOrder {
  readonly msn: Msn
  readonly number: OrderNumber
  readonly reference: Reference
  /** Minor units, as last read from the provider. */
  readonly captured: MinorUnits
  readonly refunded: MinorUnits
}

/** What an entry does to the money, whatever the provider's word is. */
export type EntryMeaning =
  | 'capture'
  | 'refund'
  | 'fee'
  | 'feesRetained'
  | 'feesInvoiced'
  | 'payout'
  | 'payoutAborted'
  | 'dispute'
  | 'disputeReturned'
  | 'correction'
  | 'other'
  | 'unknown'

const MEANING_IN_FUNDS: ReadonlyMap<string, EntryMeaning> = new Map([
  ['capture', 'capture'],
  ['refund', 'refund'],
  ['fees-retained', 'feesRetained'],
  ['payout-scheduled', 'payout'],
  // As it was called in 2023.
  ['scheduled-for-payout', 'payout'],
  ['payout-aborted', 'payoutAborted'],
  ['retained-disputed-capture', 'dispute'],
  ['returned-disputed-capture', 'disputeReturned'],
  ['correction', 'correction'],
  ['top-up', 'other'],
  ['credit-note', 'other'],
])

const MEANING_IN_FEES: ReadonlyMap<string, EntryMeaning> = new Map([
  ['capture-fee', 'fee'],
  ['service-fee', 'fee'],
  ['fees-retained', 'feesRetained'],
  ['fees-invoiced', 'feesInvoiced'],
  ['correction', 'correction'],
  ['credit-note', 'other'],
])

/**
 * What an entry does; `unknown` for types that the provider has added since.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/report-api/
 */
export function meaningOf({
  topic,
  entryType,
}: Pick<ImportedEntry, 'topic' | 'entryType'>): EntryMeaning {
  const meanings = topic === 'funds' ? MEANING_IN_FUNDS : MEANING_IN_FEES
  return meanings.get(entryType) ?? 'unknown'
}

export type ImportedEntryEvent = {
  readonly type: 'entered'
  /** When it was read. */
  readonly at: Instant
  readonly entry: ImportedEntry
}
export type ImportedEntryCommand = {
  readonly type: 'enter'
  readonly at: Instant
  readonly entry: ImportedEntry
}

/** One entry, entered once however often it is read: everything else follows from that. */
export const importedEntry: Aggregate<
  ImportedEntry,
  ImportedEntryCommand,
  ImportedEntryEvent,
  never
> = {
  kind: 'imported-entry',
  decide: (state, { at, entry }) => ({ events: state ? [] : [{ type: 'entered', at, entry }] }),
  evolve: (_state, { entry }) => entry,
  wakeAt: () => undefined,
}
