import type { LedgerDatePage, LedgerEntry, LedgerFeedPage } from '@kvitt/contract'
import { accepted, type Answer } from './answer.ts'
import { NORWAY } from './demo-keys.ts'
import type { Environment } from './environment.ts'
import type { Merchant } from './merchant.ts'
import { changeSalesUnit } from './sales-units.ts'

export type Topic = 'funds' | 'fees'

/** What the example of the documentation charges for each capture. */
export const FEE_OF_EXAMPLE = { feeBasisPoints: 0, feePerCapture: 400 } as const

/** A merchant whose sales unit settles from now on. */
export async function settlingMerchant(
  environment: Environment,
  settlement: object = FEE_OF_EXAMPLE,
  msn: string = NORWAY,
): Promise<Merchant> {
  await changeSalesUnit(environment, msn, { settlement })
  return environment.merchant(msn)
}

/** The day that it is in Norway. */
export async function today(environment: Environment): Promise<string> {
  const now = await environment.now()
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(now)
}

export const LEDGERS = '/settlement/v1/ledgers'

export function datePath(ledgerId: string, topic: string, date: string, query = ''): string {
  return `/report/v2/ledgers/${ledgerId}/${topic}/dates/${date}${query}`
}

export function feedPath(ledgerId: string, topic: string, cursor?: string): string {
  const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`
  return `/report/v2/ledgers/${ledgerId}/${topic}/feed${query}`
}

export async function dateOf(
  merchant: Merchant,
  topic: Topic,
  date: string,
  query = '',
): Promise<LedgerDatePage> {
  const path = datePath(merchant.msn, topic, date, query)
  return accepted('getLedgerDate', await merchant.call('GET', path))
}

export async function feedOf(
  merchant: Merchant,
  topic: Topic,
  cursor?: string,
): Promise<LedgerFeedPage> {
  const path = feedPath(merchant.msn, topic, cursor)
  return accepted('getLedgerFeed', await merchant.call('GET', path))
}

/** What a test says of an entry. */
export function told({
  amount,
  balanceAfter,
  entryType,
}: LedgerEntry): readonly [entryType: string, amount: number, balanceAfter: number] {
  return [entryType, amount, balanceAfter]
}

/** Enters what only the provider's staff decides. */
export function entered(
  environment: Environment,
  entry: object,
  msn: string = NORWAY,
): Promise<Answer> {
  return environment.control('POST', `/sales-units/${msn}/ledger/entries`, entry)
}
