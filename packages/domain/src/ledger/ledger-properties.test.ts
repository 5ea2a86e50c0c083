import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addMs, DAY_MS, HOUR_MS, instant } from '@kvitt/values'
import fc from 'fast-check'
import { GivenLedger } from '../../test-support/given-ledgers.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import { FIRST_PAYOUT_NUMBER } from './ledger.ts'
import { endOfDate, lastDateOfPeriod } from './settlement-calendar.ts'

const START = instant(Date.UTC(2026, 8, 1, 12))

const TERMS = fc.record({
  interval: fc.constantFrom('daily', 'weekly', 'monthly'),
  method: fc.constantFrom('net', 'gross'),
  feeBasisPoints: fc.integer({ min: 0, max: 1_000 }),
  feePerCapture: fc.integer({ min: 0, max: 500 }),
})

/** What happens, how long after what happened before, and at times by other terms. */
const HAPPENINGS = fc.array(
  fc.record({
    hoursLater: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 24 * 90)),
    amount: fc.integer({ min: -50_000, max: 100_000 }).filter((amount) => amount !== 0),
    terms: fc.option(TERMS, { nil: undefined, freq: 8 }),
  }),
  { maxLength: 40 },
)

function sumOf(entries: readonly LedgerEntry[], ...types: readonly string[]): number {
  return entries
    .filter(({ entryType }) => types.includes(entryType))
    .reduce((sum, { amount }) => sum + amount, 0)
}

function happened(
  happenings: typeof HAPPENINGS extends fc.Arbitrary<infer Value> ? Value : never,
  terms: typeof TERMS extends fc.Arbitrary<infer Value> ? Value : never,
  currency: 'NOK' | 'DKK' | 'EUR',
): GivenLedger {
  const given = new GivenLedger(terms, currency)
  let now = START
  for (const { hoursLater, amount, terms: changed } of happenings) {
    now = addMs(now, hoursLater * HOUR_MS)
    if (changed) given.terms = changed
    given.move(now, amount, 'order')
  }
  // A ledger comes to rest: one payout and one invoice at the most.
  assert.ok(given.passes(addMs(now, 62 * DAY_MS)) <= 2)
  return given
}

const RUNS = fc.tuple(HAPPENINGS, TERMS, fc.constantFrom('NOK', 'DKK', 'EUR'))

test('no øre is lost: what was paid out and what is left is what was captured, less the rest', () => {
  fc.assert(
    fc.property(RUNS, ([happenings, terms, currency]) => {
      const given = happened(happenings, terms, currency)
      const moved = happenings.reduce((sum, { amount }) => sum + amount, 0)
      const funds = given.of('funds')
      const fees = given.of('fees')
      assert.equal(sumOf(funds, 'capture', 'refund'), moved)
      const paidOut = -sumOf(funds, 'payout-scheduled')
      const charged = -sumOf(fees, 'capture-fee')
      const { state } = given
      const left = (state?.funds.balance ?? 0) + (state?.fees.balance ?? 0)
      assert.equal(paidOut + left, moved - charged + sumOf(fees, 'fees-invoiced'))
      assert.equal(sumOf(funds, 'fees-retained') + sumOf(fees, 'fees-retained'), 0)
    }),
  )
})

test('balances, sequences, dates and payout numbers run on without a gap', () => {
  fc.assert(
    fc.property(RUNS, ([happenings, terms, currency]) => {
      const given = happened(happenings, terms, currency)
      for (const topic of ['funds', 'fees'] as const) {
        let before: LedgerEntry | undefined
        for (const entry of given.of(topic)) {
          assert.equal(entry.sequence, (before?.sequence ?? 0) + 1)
          assert.equal(entry.balanceBefore, before?.balanceAfter ?? 0)
          assert.equal(entry.balanceAfter, entry.balanceBefore + entry.amount)
          assert.ok(!before || entry.ledgerDate >= before.ledgerDate)
          assert.ok(!before || entry.at >= before.at)
          before = entry
        }
      }
      const numbers = given.of('funds').flatMap(({ payout }) => payout?.payoutNumber ?? [])
      const expected = numbers.map((_, index) => FIRST_PAYOUT_NUMBER + index)
      assert.deepEqual(numbers, expected)
    }),
  )
})

test('a payout is more than nothing, empties the funds, and is the last entry of a whole period', () => {
  fc.assert(
    fc.property(HAPPENINGS, TERMS, (happenings, terms) => {
      const steady = happenings.map((each) => ({ ...each, terms: undefined }))
      const funds = happened(steady, terms, 'NOK').of('funds')
      for (const [index, { amount, at, balanceAfter, ledgerDate, payout }] of funds.entries()) {
        if (!payout) continue
        assert.ok(amount < 0)
        assert.equal(balanceAfter, 0)
        assert.equal(lastDateOfPeriod(terms.interval, ledgerDate), ledgerDate)
        assert.equal(endOfDate(ledgerDate, 'NOK'), at)
        assert.ok(payout.paidOn > ledgerDate)
        const next = funds[index + 1]
        assert.ok(!next || next.ledgerDate > ledgerDate)
      }
    }),
  )
})
