import { LEDGER_TOPICS, type LedgerSummary, type PayoutView } from '@kvitt/contract'
import {
  ledger,
  nextPayoutDate,
  payableOf,
  settlementTermsOf,
  type Ledger,
  type RecentPayout,
  type SalesUnit,
} from '@kvitt/domain'
import {
  addMs,
  CURRENCY_OF_MARKET,
  formatInstant,
  HOUR_MS,
  parseMsn,
  startOfDay,
  type Instant,
} from '@kvitt/values'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { salesUnitOf } from '../directory/directory.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { ledgerNow } from '../report/named-ledger.ts'
import type { Services } from '../services.ts'
import { parseJson, refuse, refuseBody } from './control-answer.ts'

/** When a payout is on the merchant's account, after the beginning of its day. */
const PAID_AFTER_MS = 9 * HOUR_MS
/** Minor units: enough for every dispute, and small enough that sums stay exact. */
const AMOUNT_MAX = 1_000_000_000_000
const REFERENCE_LENGTH_MAX = 64

const NewEntry = z.strictObject({
  topic: z.enum(LEDGER_TOPICS).default('funds'),
  entryType: z
    .string()
    .regex(/^[a-z][a-z-]{0,39}$/, 'must be at most 40 lower-case letters and hyphens'),
  amount: z
    .int()
    .min(-AMOUNT_MAX)
    .max(AMOUNT_MAX)
    .refine((amount) => amount !== 0, 'must not be 0'),
  reference: z.string().max(REFERENCE_LENGTH_MAX).default(''),
})
const EXAMPLE = '{"entryType": "correction", "amount": -10000}'

type Path = '/sales-units/:msn/ledger/entries'
type Settling = SalesUnit & Required<Pick<SalesUnit, 'settlement'>>

/** Shows the ledgers of sales units, and enters what the provider's staff would. */
export function addLedgers(app: Hono, services: Services): void {
  app.get('/sales-units/:msn/ledger', async ({ req }) => {
    const unit = settlingUnit(services, req.param('msn'))
    return unit ? show(services, unit) : refuseUnsettled(services, req.raw, req.param('msn'))
  })
  app.post('/sales-units/:msn/ledger/entries', (context) => enter(services, context))
}

async function enter(services: Services, { req }: Context<object, Path>): Promise<Response> {
  const unit = settlingUnit(services, req.param('msn'))
  if (!unit) return refuseUnsettled(services, req.raw, req.param('msn'))
  const parsed = await parseJson(req.raw, NewEntry, EXAMPLE)
  if ('wrong' in parsed) return refuseBody(services, req.raw, parsed)
  const { market, msn, settlement } = unit
  const at = services.clock.now()
  const { refusal } = await services.store.decide({
    aggregate: ledger,
    key: msn,
    at,
    command: {
      type: 'enter',
      at,
      msn,
      currency: CURRENCY_OF_MARKET[market],
      terms: settlementTermsOf(settlement),
      pspReference: services.random.uuid(),
      ...parsed.value,
    },
  })
  if (refusal !== undefined) {
    const wrong = `Entries of the type ${parsed.value.entryType} come about by themselves.`
    const members = [{ name: 'entryType', reason: wrong }]
    return refuseBody(services, req.raw, { wrong, members })
  }
  return show(services, unit)
}

function settlingUnit({ directory }: Services, text: string): Settling | undefined {
  const msn = parseMsn(text)
  const unit = msn && salesUnitOf(directory, msn)
  return unit?.settlement ? { ...unit, settlement: unit.settlement } : undefined
}

function refuseUnsettled(services: Services, request: Request, msn: string): Response {
  const detail =
    `There is no sales unit ${msn} that settles. ` +
    `PATCH /sales-units/${msn} with {"settlement": {}} has it settle from then on.`
  return refuse(services, request, 404, detail)
}

async function show(services: Services, { market, msn }: SalesUnit): Promise<Response> {
  const currency = CURRENCY_OF_MARKET[market]
  const present = await ledgerNow(services, msn)
  const now = services.clock.now()
  const summary: LedgerSummary = {
    ledgerId: msn,
    currency,
    fundsBalance: present?.funds.balance ?? 0,
    feesBalance: present?.fees.balance ?? 0,
    nextPayout: present ? nextPayoutOf(present) : null,
    payouts: present ? present.recentPayouts.map(payoutView(present, now)).toReversed() : [],
  }
  return jsonResponse(200, summary)
}

function nextPayoutOf(present: Ledger): LedgerSummary['nextPayout'] {
  const ledgerDate = nextPayoutDate(present)
  return ledgerDate ? { amount: payableOf(present), ledgerDate } : null
}

function payoutView({ currency }: Ledger, now: Instant): (payout: RecentPayout) => PayoutView {
  return ({ scheduledAt, ...payout }) => ({
    ...payout,
    scheduledAt: formatInstant(scheduledAt),
    isPaid: addMs(startOfDay(payout.paidOn, currency), PAID_AFTER_MS) <= now,
  })
}
