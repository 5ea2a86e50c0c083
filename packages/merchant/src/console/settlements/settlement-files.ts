import type {
  ConsoleReconciliationItem,
  SettlementTransaction,
  SettlementView,
} from '@kvitt/contract'
import type { ImportedSettlement } from '@kvitt/domain'
import { instant, type Currency } from '@kvitt/values'
import type { Services } from '../../services.ts'
import {
  findSettlements,
  findTransactions,
  type SettlementSearch,
} from '../../settlements/find-settlements.ts'
import { settlementView } from '../../settlements/settlement-view.ts'
import { BYTE_ORDER_MARK, csvAmount, csvLine } from '../orders/csv.ts'
import type { ExportLanguage } from '../orders/export-orders.ts'
import { momentOf } from '../orders/moment-of.ts'
import { readReconciliation } from './read-reconciliation.ts'

const PAGE = 100

type Headings = Readonly<Record<ExportLanguage, readonly string[]>>

const SETTLEMENT_HEADINGS: Headings = {
  en: [
    'Settlement',
    'Sales unit',
    'Ledger',
    'From',
    'To',
    'Currency',
    'Carried in',
    'Captures',
    'Refunds',
    'Fees',
    'Other',
    'Paid out',
    'Carried out',
    'Transactions',
    'Bank text',
    'On the account',
    'Came back',
  ],
  nb: [
    'Oppgjør',
    'Salgssted',
    'Hovedbok',
    'Fra',
    'Til',
    'Valuta',
    'Inngående saldo',
    'Salg',
    'Refusjoner',
    'Gebyrer',
    'Annet',
    'Utbetalt',
    'Utgående saldo',
    'Transaksjoner',
    'Tekst i banken',
    'På konto',
    'Kom tilbake',
  ],
}

/** Settlements as a CSV file, a page at a time. */
export async function* exportSettlements(
  services: Pick<Services, 'store' | 'configuration'>,
  search: Omit<SettlementSearch, 'after' | 'limit'>,
  language: ExportLanguage,
): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvLine(SETTLEMENT_HEADINGS[language])
  let after: string | undefined
  do {
    const page = await findSettlements(services, { ...search, after, limit: PAGE })
    yield page.settlements.map((each) => settlementLine(settlementView(services, each))).join('')
    after = page.next
  } while (after !== undefined)
}

function settlementLine(view: SettlementView): string {
  const { currency, captures, refunds, fees, other, amount, abortedAt } = view
  return csvLine([
    view.number,
    view.merchantSerialNumber,
    view.ledgerId,
    view.fromDate,
    view.toDate,
    currency,
    csvAmount(view.carriedIn),
    ...[captures, refunds, fees, other, amount].map(csvAmount),
    csvAmount(view.carriedOut),
    view.transactions,
    view.bankText,
    view.payoutOn,
    abortedAt && moment(abortedAt, currency),
  ])
}

const TRANSACTION_HEADINGS: Headings = {
  en: [
    'Settlement',
    'Date',
    'Time',
    'Type',
    'Order',
    'Reference',
    'PSP reference',
    'Currency',
    'Amount',
    'Fee',
  ],
  nb: [
    'Oppgjør',
    'Dato',
    'Tidspunkt',
    'Type',
    'Ordre',
    'Referanse',
    'PSP-referanse',
    'Valuta',
    'Beløp',
    'Gebyr',
  ],
}

/** What a settlement is made of as a CSV file, a page at a time. */
export async function* exportTransactions(
  services: Pick<Services, 'store'>,
  settlement: ImportedSettlement,
  language: ExportLanguage,
): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvLine(TRANSACTION_HEADINGS[language])
  let after: string | undefined
  do {
    const page = await findTransactions(services, settlement, after, PAGE)
    yield page.transactions.map((each) => transactionLine(settlement, each)).join('')
    after = page.next
  } while (after !== undefined)
}

function transactionLine(
  { number, currency }: ImportedSettlement,
  { at, ledgerDate, entryType, order, reference, pspReference, amount, fee }: SettlementTransaction,
): string {
  return csvLine([
    number,
    ledgerDate,
    moment(at, currency),
    entryType,
    order,
    reference,
    pspReference,
    currency,
    csvAmount(amount),
    fee === undefined ? undefined : csvAmount(fee),
  ])
}

const RECONCILIATION_HEADINGS: Headings = {
  en: [
    'Found',
    'Kind',
    'Sales unit',
    'Ledger',
    'Date',
    'Type',
    'Order',
    'Reference',
    'PSP reference',
    'Settlement',
    'Currency',
    'Amount',
    'What to do',
  ],
  nb: [
    'Funnet',
    'Slag',
    'Salgssted',
    'Hovedbok',
    'Dato',
    'Type',
    'Ordre',
    'Referanse',
    'PSP-referanse',
    'Oppgjør',
    'Valuta',
    'Beløp',
    'Hva som må gjøres',
  ],
}

/** What orders and ledgers do not agree about as a CSV file. */
export async function* exportReconciliation(
  services: Pick<Services, 'store' | 'configuration'>,
  language: ExportLanguage,
): AsyncGenerator<string, void, undefined> {
  yield BYTE_ORDER_MARK + csvLine(RECONCILIATION_HEADINGS[language])
  for (let from: number | undefined = 0; from !== undefined;) {
    const { items, next } = await readReconciliation(services, undefined, from, PAGE)
    yield items.map((item) => itemLine(item, language)).join('')
    from = next === undefined ? undefined : Number(next)
  }
}

function itemLine(item: ConsoleReconciliationItem, language: ExportLanguage): string {
  const { at, currency, amount } = item
  return csvLine([
    moment(at, currency),
    item.kind,
    item.msn,
    item.ledgerId,
    item.ledgerDate,
    item.entryType,
    item.order,
    item.reference,
    item.pspReference,
    item.settlement,
    currency,
    amount === undefined ? undefined : csvAmount(amount),
    item.advice[language],
  ])
}

function moment(at: string, currency: Currency): string {
  return momentOf(instant(Date.parse(at)), currency)
}
