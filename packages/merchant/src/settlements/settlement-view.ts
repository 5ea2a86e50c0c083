import type { SettlementTransaction, SettlementView } from '@kvitt/contract'
import { settlementPayoutDay, type ImportedEntry, type ImportedSettlement } from '@kvitt/domain'
import { formatInstant } from '@kvitt/values'
import type { Services } from '../services.ts'

/** A settlement as shop and staff see it. */
export function settlementView(
  { configuration }: Pick<Services, 'configuration'>,
  settlement: ImportedSettlement,
): SettlementView {
  const { banksClosedOn } = configuration.policy
  const { msn, scheduledAt, abortedAt, ...facts } = settlement
  const { fromDate, toDate, currency } = settlement
  const bankText = bankTextOf(settlement)
  const payoutOn =
    abortedAt === undefined
      ? settlementPayoutDay(fromDate, toDate, currency, banksClosedOn)
      : undefined
  return {
    ...facts,
    merchantSerialNumber: msn,
    ...(bankText !== undefined && { bankText }),
    scheduledAt: formatInstant(scheduledAt),
    ...(payoutOn !== undefined && { payoutOn }),
    ...(abortedAt !== undefined && { abortedAt: formatInstant(abortedAt) }),
  }
}

/**
 * What the bank is told; in Norway the ledger may leave it out.
 *
 * @see https://developer.vippsmobilepay.com/docs/settlements/
 */
function bankTextOf({ bankText, currency, number, msn }: ImportedSettlement): string | undefined {
  return bankText ?? (currency === 'NOK' ? `Utb. ${number} Vippsnr ${msn}` : undefined)
}

/** @param fee minor units; absent as long as none is known */
export function transactionView(
  { entryType, at, ledgerDate, amount, reference, pspReference, order }: ImportedEntry,
  fee: number | undefined,
): SettlementTransaction {
  return {
    entryType,
    at: formatInstant(at),
    ledgerDate,
    amount,
    ...(fee !== undefined && { fee }),
    reference,
    pspReference,
    ...(order && { order: order.number }),
  }
}
