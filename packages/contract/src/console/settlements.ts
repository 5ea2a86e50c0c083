/**
 * What the console asks about the money that the provider pays out, below `/console/api/v1`. Amounts
 * are minor units, and negative where money is taken; days are those of the sales unit's market.
 *
 * | request                                           | answer                          |
 * | ------------------------------------------------- | ------------------------------- |
 * | `GET /settlements?month=&msn=&cursor=`            | `ConsoleSettlementPage`         |
 * | `GET /settlements.csv?month=&msn=&language=`      | the same as a file              |
 * | `GET /settlements/months?msn=`                    | `ConsoleSettlementMonths`       |
 * | `GET /settlements/imports`                        | `ConsoleSettlementImports`      |
 * | `POST /settlements/imports` (role `handle`): reads now | `ConsoleSettlementImports` |
 * | `GET /settlements/:msn/:number`                   | `SettlementView`                |
 * | `GET /settlements/:msn/:number/transactions?cursor=` | `SettlementTransactionPage`  |
 * | `GET /settlements/:msn/:number/transactions.csv?language=` | the same as a file     |
 * | `GET /reconciliation?kind=&cursor=`               | `ConsoleReconciliation`         |
 * | `GET /reconciliation.csv?language=`               | the same as a file              |
 * | `POST /reconciliation/clear` (role `handle`)      | `ConsoleReconciliation`         |
 *
 * Of one order, `GET /orders/:number` has `settlement` and `refunds`.
 */
import type { Currency } from '@kvitt/values'
import { z } from 'zod'
import type { SettlementView } from '../shop/settlements.ts'
import type { ConsoleText } from './orders.ts'

/** What a list of settlements can be narrowed down to. */
export const ConsoleSettlementQuery = z.object({
  /** Of the settlement's date: `2026-09`. */
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .optional(),
  msn: z.string().max(20).optional(),
  cursor: z.string().max(300).optional(),
})
export type ConsoleSettlementQuery = z.infer<typeof ConsoleSettlementQuery>

/** The newest first. */
export interface ConsoleSettlementPage {
  readonly settlements: readonly SettlementView[]
  /** Give it as `cursor`. */
  readonly next?: string
}

/** What the settlements of one month come to, all sales units of a currency together. */
export interface ConsoleSettlementMonth {
  /** `2026-09`: that of the settlements' dates. */
  readonly month: string
  readonly currency: Currency
  readonly settlements: number
  readonly captures: number
  readonly refunds: number
  /** What was retained for fees. */
  readonly fees: number
  readonly other: number
  /** What was paid out and did not come back. */
  readonly paidOut: number
  /** What fees were charged on the days of the month, retained or to be invoiced: 0 or negative. */
  readonly feesCharged: number
  /** What was put on an invoice instead of being retained. */
  readonly feesInvoiced: number
}

/** The newest first, those with nothing left out; the last 24 months. */
export interface ConsoleSettlementMonths {
  readonly months: readonly ConsoleSettlementMonth[]
}

/**
 * How the import of one sales unit goes:
 *
 * - `off`: the configuration says so
 * - `pending`: it has not been asked yet
 * - `none`: this environment does not settle, as the test environment of Vipps MobilePay does not; it
 *   is asked again every day, and nothing is wrong
 * - `reading`: all is well
 * - `failing`: `code`, `advice` say why; it is tried again at `nextReadAt`
 */
export type ConsoleImportState = 'off' | 'pending' | 'none' | 'reading' | 'failing'

export interface ConsoleSettlementImport {
  readonly msn: string
  readonly state: ConsoleImportState
  /** Absent without a ledger. */
  readonly ledgerId?: string
  readonly currency: Currency
  /** What is owed to the shop now, and not paid out yet; negative when the shop owes it. */
  readonly balance?: number
  /** When everything there was had last been read. */
  readonly readAt?: string
  readonly nextReadAt?: string
  readonly code?: string
  readonly advice?: ConsoleText
}

export interface ConsoleSettlementImports {
  readonly imports: readonly ConsoleSettlementImport[]
}

/** Why somebody should look at something in the ledger. */
export const RECONCILIATION_KINDS = [
  /** An entry whose reference leads to no order here. */
  'noOrder',
  /** An order is captured or refunded, and after three days the ledger does not have all of it. */
  'notInLedger',
  /** The ledger has more of an order than the provider says of its payment. */
  'moreInLedger',
  /** An entry of a type that this version does not know. */
  'unknownType',
  'correction',
  /** A customer disputes a capture: the money is retained. */
  'dispute',
  /** A payout came back or was withdrawn; the money is in the next one. */
  'payoutAborted',
  /** More was taken than came in: nothing is paid out until that is made up for. */
  'negativeBalance',
  /** The balances of two entries in a row do not fit: something between them was not told. */
  'gap',
] as const
export type ReconciliationKind = (typeof RECONCILIATION_KINDS)[number]

export interface ConsoleReconciliationItem {
  /** Says which one to clear. */
  readonly id: string
  readonly kind: ReconciliationKind
  readonly msn: string
  readonly ledgerId?: string
  readonly currency: Currency
  /** When it was found. */
  readonly at: string
  readonly ledgerDate?: string
  /** What it is about, where that is an entry. */
  readonly entryType?: string
  readonly amount?: number
  readonly reference?: string
  readonly pspReference?: string
  /** The number of the order, where it is known. */
  readonly order?: string
  /** The number of the settlement, where it is about one. */
  readonly settlement?: string
  /** What it means, and what to do next. */
  readonly advice: ConsoleText
}

/** The oldest first: what has waited longest. */
export interface ConsoleReconciliation {
  readonly items: readonly ConsoleReconciliationItem[]
  readonly total: number
  /** How many of each kind there are, those of other kinds than was asked for too. */
  readonly counts: Readonly<Partial<Record<ReconciliationKind, number>>>
  /** How many were found when their list was full: they are in the ledger alone. */
  readonly missed: number
  /** Give it as `cursor`. */
  readonly next?: string
}

/** Says that somebody has dealt with one of them, and how. */
export const ClearReconciliationRequest = z.strictObject({
  id: z.string().min(1).max(300),
  reason: z.string().trim().min(1).max(200),
})
export type ClearReconciliationRequest = z.infer<typeof ClearReconciliationRequest>
