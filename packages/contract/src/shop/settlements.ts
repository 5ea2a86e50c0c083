import { CURRENCIES } from '@kvitt/values'
import { z } from 'zod'

const Time = z.string().meta({ format: 'date-time', example: '2026-12-24T18:00:00.000Z' })
const Day = z.iso.date().meta({ example: '2026-09-03' })
/** An amount that may be owed either way. */
const Signed = z.int()

/** What is foretold by the calendar of Norwegian banks; absent where that does not count. */
const PayoutOn = Day.meta({
  description:
    'The day on which it should be on the account, by the calendar of Norwegian banks: the bank ' +
    'statement has the last word. Norwegian kroner only.',
})

/** One payout to the shop's bank account, and what it is made of. */
export const SettlementView = z
  .object({
    merchantSerialNumber: z.string(),
    ledgerId: z.string(),
    number: z.string().meta({ description: 'Stands on the bank statement.', example: '2000023' }),
    currency: z.enum(CURRENCIES),
    fromDate: Day.meta({ description: 'The first ledger date that it covers.' }),
    toDate: Day.meta({ description: 'The last one: the date of the settlement.' }),
    captures: Signed.meta({ description: 'Minor units; the sum of its captures.' }),
    refunds: Signed.meta({ description: 'Minor units; the sum of its refunds, 0 or negative.' }),
    fees: Signed.meta({
      description:
        'Minor units; what was retained for fees, 0 or negative. 0 where fees are invoiced.',
    }),
    other: Signed.meta({
      description:
        'Minor units; corrections, disputes, payouts that came back, and whatever is new.',
    }),
    carriedIn: Signed.meta({
      description: 'Minor units; the balance before its first entry: what was owed already.',
    }),
    carriedOut: Signed.meta({ description: 'Minor units; the balance that it left.' }),
    amount: Signed.meta({
      description:
        'Minor units; what is paid out: `carriedIn`, `captures`, `refunds`, `fees` and `other` ' +
        'together, less `carriedOut`.',
    }),
    transactions: z.int().min(0).meta({ description: 'How many captures and refunds it covers.' }),
    bankText: z.string().optional().meta({
      description: 'What the bank statement should say.',
      example: 'Utb. 2000023 Vippsnr 123456',
    }),
    scheduledAt: Time.meta({ description: 'When the payout was decided.' }),
    payoutOn: PayoutOn.optional(),
    abortedAt: Time.optional().meta({
      description: 'When the payout came back: it is on no bank statement.',
    }),
  })
  .meta({ id: 'Settlement' })
export type SettlementView = z.infer<typeof SettlementView>

export const SettlementPage = z
  .object({
    settlements: z.array(SettlementView),
    next: z.string().optional().meta({ description: 'Give it as `after` for the next page.' }),
  })
  .meta({ id: 'SettlementPage' })
export type SettlementPage = z.infer<typeof SettlementPage>

/** Something that moved money in a settlement. */
export const SettlementTransaction = z
  .object({
    entryType: z.string().meta({
      description: "The provider's word, which may be new: `capture`, `refund`, `correction` …",
    }),
    at: Time,
    ledgerDate: Day,
    amount: Signed.meta({ description: 'Minor units; negative for what is taken.' }),
    fee: Signed.optional().meta({
      description: 'Minor units; 0 or negative. Absent as long as none is known.',
    }),
    reference: z.string(),
    pspReference: z.string(),
    order: z
      .string()
      .optional()
      .meta({ description: 'The number of the order that it is of; absent when it is of none.' }),
  })
  .meta({ id: 'SettlementTransaction' })
export type SettlementTransaction = z.infer<typeof SettlementTransaction>

export const SettlementTransactionPage = z
  .object({
    transactions: z.array(SettlementTransaction),
    next: z.string().optional().meta({ description: 'Give it as `after` for the next page.' }),
  })
  .meta({ id: 'SettlementTransactionPage' })
export type SettlementTransactionPage = z.infer<typeof SettlementTransactionPage>

/** What the provider's ledger says of one order: the money, not the payment's state. */
export const OrderSettlementView = z
  .object({
    captured: z.int().min(0).meta({ description: 'Minor units that the ledger has as captured.' }),
    refunded: z.int().min(0).meta({ description: 'Minor units that the ledger has as refunded.' }),
    fee: Signed.meta({ description: 'Minor units; all fees of the order, 0 or negative.' }),
    isComplete: z.boolean().meta({
      description: 'Whether the ledger has all that is captured and refunded by the last reading.',
    }),
    transactions: z
      .array(
        z.object({
          ...SettlementTransaction.omit({ order: true }).shape,
          settlement: z.string().optional().meta({
            description: 'The number of the settlement that it is in; absent until there is one.',
          }),
          payoutOn: PayoutOn.optional(),
        }),
      )
      .meta({ description: 'Oldest first.' }),
  })
  .meta({ id: 'OrderSettlement' })
export type OrderSettlementView = z.infer<typeof OrderSettlementView>

/** Money that was given back, and when the customer should have it. */
export const RefundView = z
  .object({
    amount: z.int().min(0).meta({ description: 'Minor units.' }),
    refundedAt: Time.meta({ description: 'When it was known to be refunded.' }),
    expectedFrom: Day.optional().meta({
      description:
        'The second bank day after the refund: from then on the customer should have it. Norwegian ' +
        'kroner only.',
    }),
    expectedUntil: Day.optional().meta({ description: 'The third bank day after it.' }),
    latestOn: Day.optional().meta({
      description: 'The tenth bank day after it: some banks take as long. Then the bank is asked.',
    }),
  })
  .meta({ id: 'Refund' })
export type RefundView = z.infer<typeof RefundView>
