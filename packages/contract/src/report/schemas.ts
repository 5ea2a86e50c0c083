import { z } from 'zod'
import { parseEntryTime } from './entry-time.ts'

/** Two accounts: the money owed to the merchant, and the fees that it owes. */
export const LEDGER_TOPICS = ['funds', 'fees'] as const
export type LedgerTopic = (typeof LEDGER_TOPICS)[number]

/** How many entries a page has at the most. */
export const LEDGER_PAGE_ENTRIES_MAX = 1_000

/** `YYYY-MM-DD`. */
const LEDGER_DATE = /^\d{4}-\d{2}-\d{2}$/

const MinorUnits = z.int().meta({ description: 'Minor units.', example: 49900 })

/** One account with two topics. Beyond the id a reader must do without any of it. */
export const Ledger = z
  .object({
    ledgerId: z.string().min(1).meta({ example: '302321' }),
    currency: z.string().optional().meta({ example: 'NOK' }),
    payoutBankAccount: z
      .object({
        scheme: z.string().meta({ example: 'BBAN:NO' }),
        id: z.string().meta({ example: '86011117947' }),
      })
      .nullish(),
    owner: z
      .object({
        scheme: z.string().meta({ example: 'business:NO:ORG' }),
        id: z.string().meta({ example: '987654321' }),
      })
      .nullish(),
    settlesForRecipientHandles: z
      .array(z.string())
      .meta({ description: 'api: and the MSN of each sales unit.', example: ['api:123455'] }),
    salesUnits: z
      .array(z.object({ name: z.string().nullish(), recipientHandle: z.string() }))
      .optional(),
  })
  .meta({ id: 'Ledger' })
export type Ledger = z.infer<typeof Ledger>

export const LedgerPage = z
  .object({
    items: z.array(Ledger),
    cursor: z.string().nullish().meta({ description: 'Empty where there are no more.' }),
  })
  .meta({ id: 'LedgerPage' })
export type LedgerPage = z.infer<typeof LedgerPage>

/**
 * One entry of a ledger; it never changes. What counts is its effect on the balance: new types of
 * entries, and new members, come without notice.
 */
export const LedgerEntry = z
  .object({
    pspReference: z.string().meta({
      description:
        'The capture, refund or payout. In the fees several entries may have the same one.',
      example: '3343121302',
    }),
    time: z
      .string()
      .refine((text) => parseEntryTime(text) !== undefined, { error: 'must be a date and time' })
      .meta({ format: 'date-time', example: '2022-10-01T14:33:00.824993Z' }),
    ledgerDate: z
      .string()
      .regex(LEDGER_DATE)
      .optional()
      .meta({ format: 'date', example: '2022-10-01' }),
    entryType: z.string().meta({ example: 'capture' }),
    reference: z.string().nullish().meta({
      description: 'Of the payment; the text of the bank transfer on payouts; empty on sums.',
      example: 'acme-shop-123-order123abc',
    }),
    currency: z.string().meta({ example: 'NOK' }),
    amount: MinorUnits,
    balanceBefore: MinorUnits,
    balanceAfter: MinorUnits,
    recipientHandle: z.string().nullish().meta({ example: 'api:123455' }),
    message: z.string().nullish(),
    name: z.string().nullish(),
    maskedPhoneNo: z.string().nullish().meta({ example: 'xxxx 9012' }),
  })
  .meta({ id: 'LedgerEntry' })
export type LedgerEntry = z.infer<typeof LedgerEntry>

/** Part of one ledger date. The guide's answer for a date that is not ready lacks `hasMore`. */
export const LedgerDatePage = z
  .object({
    items: z.array(LedgerEntry),
    hasMore: z.boolean().default(false),
    cursor: z.string().nullish().meta({ description: 'There when hasMore is true.' }),
    tryLater: z.boolean().default(false).meta({ description: 'The date may get more entries.' }),
  })
  .meta({ id: 'LedgerDatePage' })
export type LedgerDatePage = z.infer<typeof LedgerDatePage>

/** Part of all that there is. */
export const LedgerFeedPage = z
  .object({
    items: z.array(LedgerEntry),
    cursor: z.string().min(1).meta({ description: 'Where the feed goes on, now or later.' }),
    tryLater: z.boolean().default(false).meta({ description: 'Its end is reached for now.' }),
  })
  .meta({ id: 'LedgerFeedPage' })
export type LedgerFeedPage = z.infer<typeof LedgerFeedPage>

/** The body of a refusal by this API, `application/json`. */
export const ReportError = z
  .object({
    errorCode: z.int().meta({
      description: '10001: unknown error, try again. 10002: input invalid or missing.',
      example: 10_002,
    }),
    errorMessage: z.string(),
    contextId: z.string().meta({ example: '123e4567-e89b-12d3-a456-426655440000' }),
  })
  .meta({ id: 'ReportError' })
export type ReportError = z.infer<typeof ReportError>

/** The body of a refusal of keys and tokens. */
export const ReportUnauthorized = z
  .object({ code: z.string().meta({ example: 'Unauthorized' }), message: z.string() })
  .meta({ id: 'ReportUnauthorized' })
export type ReportUnauthorized = z.infer<typeof ReportUnauthorized>
