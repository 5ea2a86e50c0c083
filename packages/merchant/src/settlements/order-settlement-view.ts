import type { OrderSettlementView } from '@kvitt/contract'
import {
  isInLedger,
  orderSettlement,
  settlementPayoutDay,
  settlementMonth,
  type OrderSettlement,
  type SettledTransaction,
  type ImportedSettlement,
} from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import type { Services } from '../services.ts'
import { monthOf, settlementKey } from './settlement-keys.ts'

/** How many months may pass until a payout covers a ledger date: some wait for two. */
const MONTHS_MAX = 4

/** What ledgers say of an order; undefined before they say anything. */
export async function orderSettlementView(
  services: Pick<Services, 'store' | 'configuration'>,
  key: string,
): Promise<OrderSettlementView | undefined> {
  const state = await services.store.load(orderSettlement, key)
  if (!state || (state.transactions.length === 0 && state.fee === 0)) return undefined
  const { payments, transactions, fee } = state
  const sorted = transactions.toSorted((a, b) => a.at - b.at)
  return {
    captured: payments.reduce((sum, { ledgerCaptured }) => sum + ledgerCaptured, 0),
    refunded: payments.reduce((sum, { ledgerRefunded }) => sum + ledgerRefunded, 0),
    fee,
    isComplete: payments.every(isInLedger),
    transactions: await Promise.all(sorted.map((each) => transactionOf(services, state, each))),
  }
}

async function transactionOf(
  services: Pick<Services, 'store' | 'configuration'>,
  { currency, fees }: OrderSettlement,
  transaction: SettledTransaction,
): Promise<OrderSettlementView['transactions'][number]> {
  const { entryType, at, ledgerDate, amount, reference, pspReference } = transaction
  const { banksClosedOn } = services.configuration.policy
  const settled = await settlementOf(services, transaction)
  // Until it is settled, as if it were so by itself.
  const { fromDate, toDate } = settled ?? { fromDate: ledgerDate, toDate: ledgerDate }
  const payoutOn = settlementPayoutDay(fromDate, toDate, currency, banksClosedOn)
  const fee = fees[pspReference]
  return {
    entryType,
    at: formatInstant(at),
    ledgerDate,
    amount,
    ...(fee !== undefined && { fee }),
    reference,
    pspReference,
    ...(settled && { settlement: settled.number }),
    ...(payoutOn !== undefined && { payoutOn }),
  }
}

/** The first payout that covers the ledger date of an entry, and did not come back. */
async function settlementOf(
  { store }: Pick<Services, 'store'>,
  { msn, ledgerId, ledgerDate }: SettledTransaction,
): Promise<ImportedSettlement | undefined> {
  let month = monthOf(ledgerDate)
  for (let count = 0; count < MONTHS_MAX; count += 1) {
    const state = await store.load(settlementMonth, settlementKey.month(msn, month, ledgerId))
    const found = state?.settlements.find(
      ({ toDate, abortedAt }) => toDate >= ledgerDate && abortedAt === undefined,
    )
    if (found) return found
    month = monthAfter(month)
  }
  return undefined
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  const next = number === 12 ? [year + 1, 1] : [year, number + 1]
  return next.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')
}
