import type { Ledger as LedgerView, LedgerEntry as EntryView } from '@kvitt/contract'
import type { LedgerEntry, SalesUnit, Settlement } from '@kvitt/domain'
import { CURRENCY_OF_MARKET, formatInstant, type Market } from '@kvitt/values'

/** Who owns every sales unit of a market, and which account it is paid to: nobody, and none. */
const OWNERS = {
  NO: {
    payoutBankAccount: { scheme: 'BBAN:NO', id: '86011117947' },
    owner: { scheme: 'business:NO:ORG', id: '987654321' },
  },
  DK: {
    payoutBankAccount: { scheme: 'BBAN:DK', id: '00400440116243' },
    owner: { scheme: 'business:DK:CVR', id: '12345678' },
  },
  FI: {
    payoutBankAccount: { scheme: 'BBAN:FI', id: '12345600000785' },
    owner: { scheme: 'business:FI:Y-tunnus', id: '1234567-1' },
  },
} as const satisfies Record<Market, Pick<LedgerView, 'payoutBankAccount' | 'owner'>>

/** How reports name a sales unit of an API. */
function recipientHandleOf(msn: string): string {
  return `api:${msn}`
}

/** The ledger of a sales unit, whose id is its MSN. */
export function ledgerView({ market, msn, name }: SalesUnit): LedgerView {
  const recipientHandle = recipientHandleOf(msn)
  return {
    ledgerId: msn,
    currency: CURRENCY_OF_MARKET[market],
    ...OWNERS[market],
    settlesForRecipientHandles: [recipientHandle],
    salesUnits: [{ name, recipientHandle }],
  }
}

/** An entry as the API shows it. Personal data are those of Vippsnummer only: there are none. */
export function entryView(entry: LedgerEntry, { reportForm }: Settlement): EntryView {
  const { at, entryType, msn, reference } = entry
  const isPayout = entryType === 'payout-scheduled'
  return {
    pspReference: entry.pspReference,
    // Six digits, as the service has them.
    time: formatInstant(at).replace('Z', '000Z'),
    ledgerDate: entry.ledgerDate,
    entryType: isPayout && reportForm === '2023' ? 'scheduled-for-payout' : entryType,
    reference,
    currency: entry.currency,
    amount: entry.amount,
    balanceBefore: entry.balanceBefore,
    balanceAfter: entry.balanceAfter,
    // Sums and payouts are of the ledger, not of one of the sales units that it may have.
    recipientHandle: isPayout || reference === '' ? '' : recipientHandleOf(msn),
  }
}
