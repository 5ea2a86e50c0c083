import { dayOf, type CalendarDay, type Currency, type Instant, type Msn } from '@kvitt/values'
import type { Aggregate, Decision } from '../decider.ts'
import { feeOf, type SettlementTerms } from '../sales-unit/settlement-terms.ts'
import { bankTextOf } from './bank-text.ts'
import type { LedgerEntry, LedgerTopic, OwnEntryType } from './ledger-entry.ts'
import {
  evolve,
  nextInvoiceDate,
  nextPayoutDate,
  payableOf,
  wakeAt,
  type Ledger,
  type LedgerEvent,
} from './ledger.ts'
import { endOfDate, payoutDayOf } from './settlement-calendar.ts'

/** Whose ledger it is, and by which terms it settles from now on. */
interface Settled {
  readonly at: Instant
  readonly msn: Msn
  readonly currency: Currency
  readonly terms: SettlementTerms
  readonly pspReference: string
  /** Of the payment. */
  readonly reference: string
}

export type LedgerCommand =
  /** What was captured or refunded, in minor units. */
  | (Settled & { readonly type: 'capture' | 'refund'; readonly amount: number })
  /** What nobody but the provider's staff decides; minor units with a sign. */
  | (Settled & {
      readonly type: 'enter'
      readonly topic: LedgerTopic
      readonly entryType: string
      readonly amount: number
    })
  | { readonly type: 'tick'; readonly at: Instant; readonly pspReference: string }

/** What a ledger writes by itself, so that nobody can enter it. */
const OWN_ENTRY_TYPES = {
  capture: true,
  refund: true,
  'capture-fee': true,
  'fees-retained': true,
  'fees-invoiced': true,
  'payout-scheduled': true,
} as const satisfies Record<OwnEntryType, true>

export type LedgerRefusal = 'notOpen' | 'ownEntryType'

type LedgerDecision = Decision<LedgerEvent, LedgerRefusal>

/**
 * Decides what goes into the ledger of a sales unit.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/report-api/
 */
function decide(ledger: Ledger | undefined, command: LedgerCommand): LedgerDecision {
  if (command.type === 'tick') return ledger ? decideTick(ledger, command) : { refusal: 'notOpen' }
  if (command.type === 'enter' && command.entryType in OWN_ENTRY_TYPES) {
    return { refusal: 'ownEntryType' }
  }
  return { events: inTurn(ledger, [termsOf(command), ...linesOf(command)]) }
}

/** Opens the ledger, or brings its terms up to those that the sales unit has now. */
function termsOf({ at, currency, msn, terms }: Settled): Step {
  return (ledger) => {
    if (!ledger) return { type: 'opened', at, msn, currency, terms }
    return isSame(ledger.terms, terms) ? undefined : { type: 'terms-changed', at, terms }
  }
}

function linesOf(command: Exclude<LedgerCommand, { type: 'tick' }>): readonly Step[] {
  const { amount, at, pspReference, reference, terms } = command
  const own = { at, pspReference, reference }
  switch (command.type) {
    case 'capture': {
      const fee = feeOf(terms, amount)
      const ofFunds = line({ ...own, topic: 'funds', entryType: 'capture', amount })
      if (fee === 0) return [ofFunds]
      return [ofFunds, line({ ...own, topic: 'fees', entryType: 'capture-fee', amount: -fee })]
    }
    case 'refund':
      return [line({ ...own, topic: 'funds', entryType: 'refund', amount: -amount })]
    case 'enter':
      return [line({ ...own, topic: command.topic, entryType: command.entryType, amount })]
  }
}

/** What ends at one moment: a period with a payout, a month with an invoice, or both. */
function decideTick(
  ledger: Ledger,
  { at, pspReference }: Extract<LedgerCommand, { type: 'tick' }>,
): LedgerDecision {
  const due = wakeAt(ledger)
  if (due === undefined || due > at) return { events: [] }
  const payoutDate = nextPayoutDate(ledger)
  const invoiceDate = nextInvoiceDate(ledger)
  return {
    events: inTurn(ledger, [
      ...(isOver(payoutDate, ledger, due)
        ? payoutOf(ledger, { at: due, ledgerDate: payoutDate, pspReference })
        : []),
      ...(isOver(invoiceDate, ledger, due)
        ? [
            line({
              at: due,
              ledgerDate: invoiceDate,
              pspReference,
              reference: '',
              topic: 'fees',
              entryType: 'fees-invoiced',
              amount: -ledger.fees.balance,
            }),
          ]
        : []),
    ]),
  }
}

function isOver(
  date: CalendarDay | undefined,
  { currency }: Ledger,
  at: Instant,
): date is CalendarDay {
  return date !== undefined && endOfDate(date, currency) <= at
}

/** Takes the fees out where that is how they are paid; what is left goes to the bank. */
function payoutOf(
  ledger: Ledger,
  occasion: {
    readonly at: Instant
    readonly ledgerDate: CalendarDay
    readonly pspReference: string
  },
): readonly Step[] {
  const { currency, fees, msn, nextPayoutNumber: payoutNumber, terms } = ledger
  const sum = { ...occasion, reference: '', entryType: 'fees-retained' } as const
  const paidOn = payoutDayOf(occasion.ledgerDate, terms.interval, currency)
  return [
    ...(terms.method === 'net' && fees.balance < 0
      ? [
          line({ ...sum, topic: 'funds', amount: fees.balance }),
          line({ ...sum, topic: 'fees', amount: -fees.balance }),
        ]
      : []),
    line({
      ...occasion,
      pspReference: `${msn}-${payoutNumber}`,
      reference: bankTextOf({ currency, msn, payoutNumber, paidOn }),
      topic: 'funds',
      entryType: 'payout-scheduled',
      amount: -payableOf(ledger),
      payout: { payoutNumber, paidOn },
    }),
  ]
}

/** One thing that is decided, on the ledger as what was decided before it has left it. */
type Step = (ledger: Ledger | undefined) => LedgerEvent | undefined

function inTurn(ledger: Ledger | undefined, steps: readonly Step[]): readonly LedgerEvent[] {
  const events: LedgerEvent[] = []
  let current = ledger
  for (const step of steps) {
    const event = step(current)
    if (!event) continue
    events.push(event)
    current = evolve(current, event)
  }
  return events
}

type Line = Pick<
  LedgerEntry,
  'topic' | 'at' | 'entryType' | 'pspReference' | 'reference' | 'amount' | 'payout'
> & {
  /** That of the moment unless given: what ends a date belongs to it. */
  readonly ledgerDate?: CalendarDay
}

/** An entry at the end of its topic. */
function line({ ledgerDate, ...entry }: Line): Step {
  return (ledger) => {
    if (!ledger) throw new Error('an entry goes into an open ledger')
    const { currency, msn } = ledger
    const { balance, sequence } = ledger[entry.topic]
    const at = entry.at > ledger.at ? entry.at : ledger.at
    return {
      type: 'entered',
      ...entry,
      msn,
      sequence: sequence + 1,
      at,
      ledgerDate: ledgerDate ?? dayOf(at, currency),
      currency,
      balanceBefore: balance,
      balanceAfter: balance + entry.amount,
    }
  }
}

function isSame(left: SettlementTerms, right: SettlementTerms): boolean {
  return (
    left.interval === right.interval &&
    left.method === right.method &&
    left.feeBasisPoints === right.feeBasisPoints &&
    left.feePerCapture === right.feePerCapture
  )
}

export const ledger: Aggregate<Ledger, LedgerCommand, LedgerEvent, LedgerRefusal> = {
  kind: 'ledger',
  decide,
  evolve,
  wakeAt,
  tick: (at, newId) => ({ type: 'tick', at, pspReference: newId() }),
}
