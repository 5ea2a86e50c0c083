import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  DAY_MS,
  HOUR_MS,
  instant,
  isNorwegianBankDay,
  minorUnits,
  parseCalendarDay,
  parseReference,
  type CalendarDay,
} from '@kvitt/values'
import fc from 'fast-check'
import { payoutDay, refundsOf, settlementPayoutDay } from './payout.ts'

const NOON = 'T12:00:00Z'

const INTENT = { key: 'key', by: 'shop', recordedAt: instant(0), dueAt: instant(0), timesSent: 1 }
const ATTEMPT = {
  reference: parseReference('acme-shop-1') ?? assert.fail(),
  amount: minorUnits(1_000),
  startedAt: instant(0),
  failedReads: 0,
  readsWanted: 0,
  readsServed: 0,
}

function payoutOf(capturedAt: string): string | undefined {
  return payoutDay(instant(Date.parse(capturedAt)), 'NOK')
}

describe('what is captured in Norway is paid out on the second bank day after:', () => {
  for (const [what, captured, paidOut] of [
    ['on a Monday', '2026-09-07', '2026-09-09'],
    ['on a Wednesday', '2026-09-09', '2026-09-11'],
    ['on a Thursday', '2026-09-10', '2026-09-14'],
    ['on a Friday', '2026-09-11', '2026-09-15'],
    ['on a Saturday', '2026-09-12', '2026-09-15'],
    ['on a Sunday', '2026-09-13', '2026-09-15'],
    ['on the Tuesday before Easter 2026', '2026-03-31', '2026-04-07'],
    ['on the Wednesday before Easter 2026', '2026-04-01', '2026-04-08'],
    ['on Good Friday 2026', '2026-04-03', '2026-04-08'],
    ['on Easter Monday 2026', '2026-04-06', '2026-04-08'],
    ['on the Wednesday before Easter 2027', '2027-03-24', '2027-03-31'],
    ['on the Friday before a 17 May that is a Monday', '2027-05-14', '2027-05-19'],
    ['on a 17 May that is a Monday', '2027-05-17', '2027-05-19'],
    ['on the Friday before a 17 May that is a Sunday', '2026-05-15', '2026-05-19'],
    ['on a 17 May that is a Sunday', '2026-05-17', '2026-05-19'],
    ['before Christmas, whose Eve is a bank day', '2026-12-22', '2026-12-24'],
    ['two days before Christmas', '2026-12-23', '2026-12-28'],
    ['on Christmas Eve', '2026-12-24', '2026-12-29'],
    ['on Christmas Day', '2026-12-25', '2026-12-29'],
    ['before New Year, whose Eve is a bank day', '2026-12-30', '2027-01-04'],
    ['on New Year’s Eve', '2026-12-31', '2027-01-05'],
  ] as const) {
    test(what, () => {
      assert.equal(payoutOf(`${captured}${NOON}`), paidOut)
    })
  }

  test('by the day that it is in Norway', () => {
    assert.equal(payoutOf('2026-09-10T21:59:59Z'), '2026-09-14')
    assert.equal(payoutOf('2026-09-10T22:00:00Z'), '2026-09-15')
  })
})

test('no payout is foretold where the calendar is not known', () => {
  const at = instant(Date.parse(`2026-09-07${NOON}`))
  assert.deepEqual([payoutDay(at, 'DKK'), payoutDay(at, 'EUR')], [undefined, undefined])
})

const NOONS = fc
  .integer({ min: Date.UTC(2020) / DAY_MS, max: Date.UTC(2100) / DAY_MS })
  .map((day) => instant(day * DAY_MS + 12 * HOUR_MS))

test('there is one bank day between capture and payout, and money never overtakes', () => {
  fc.assert(
    fc.property(NOONS, fc.integer({ min: 0, max: 30 }), (capturedAt, daysLater) => {
      const payout = payoutDay(capturedAt, 'NOK') ?? assert.fail()
      assert.ok(isNorwegianBankDay(payout))
      let between = 0
      for (let at = capturedAt + DAY_MS; at < Date.parse(payout); at += DAY_MS) {
        const day = new Date(at).toISOString().slice(0, 10) as CalendarDay
        if (isNorwegianBankDay(day)) between += 1
      }
      assert.equal(between, 1)
      const later = instant(capturedAt + daysLater * DAY_MS)
      assert.ok((payoutDay(later, 'NOK') ?? '') >= payout)
    }),
  )
})

function refundAt(text: string, currency: 'NOK' | 'DKK'): ReturnType<typeof refundsOf> {
  const doneAt = instant(Date.parse(text))
  const done = { state: 'done', doneAt, amount: minorUnits(500) } as const
  const intents = [
    { ...INTENT, ...done, type: 'capture' },
    { ...INTENT, ...done, type: 'refund' },
    { ...INTENT, type: 'refund', state: 'recorded', amount: minorUnits(100) },
  ] as const
  return refundsOf({ currency }, { ...ATTEMPT, intents })
}

describe('a refund is with the customer two to three bank days later, ten at the most:', () => {
  for (const [what, refundedAt, expected] of [
    ['on a Monday', '2026-09-07', ['2026-09-09', '2026-09-10', '2026-09-21']],
    ['on a Thursday', '2026-09-10', ['2026-09-14', '2026-09-15', '2026-09-24']],
    ['on a Saturday', '2026-09-12', ['2026-09-15', '2026-09-16', '2026-09-25']],
    ['before Easter', '2026-04-01', ['2026-04-08', '2026-04-09', '2026-04-20']],
  ] as const) {
    test(what, () => {
      const [refund, ...others] = refundAt(`${refundedAt}${NOON}`, 'NOK')
      assert.deepEqual(others, [])
      assert.equal(refund?.amount, 500)
      assert.deepEqual([refund?.expectedFrom, refund?.expectedUntil, refund?.latestOn], expected)
    })
  }

  test('and where the calendar is not known, nothing is foretold', () => {
    const refundedAt = instant(Date.parse(`2026-09-07${NOON}`))
    const refunds = refundAt(`2026-09-07${NOON}`, 'DKK')
    assert.deepEqual(refunds, [{ amount: minorUnits(500), refundedAt }])
  })
})

describe('a settlement is on the account', () => {
  for (const [what, from, to, expected] of [
    ['two bank days after its only date', '2026-09-10', '2026-09-10', '2026-09-14'],
    ['two bank days after the last of some dates', '2026-09-09', '2026-09-11', '2026-09-15'],
    ['on the Monday after a whole week', '2026-09-07', '2026-09-13', '2026-09-14'],
    ['two bank days after a part of a week', '2026-09-08', '2026-09-13', '2026-09-15'],
    ['on the first bank day after a whole month', '2026-04-01', '2026-04-30', '2026-05-04'],
    ['two bank days after seven other dates', '2026-09-08', '2026-09-14', '2026-09-16'],
  ] as const) {
    test(what, () => {
      const days = [from, to].map((text) => parseCalendarDay(text) ?? assert.fail(text))
      const [first, last] = days
      assert.ok(first && last)
      assert.equal(settlementPayoutDay(first, last, 'NOK'), expected)
      assert.equal(settlementPayoutDay(first, last, 'EUR'), undefined)
    })
  }
})
