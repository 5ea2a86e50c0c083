import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { at, DAILY_NET, daysLater, GivenLedger } from '../../test-support/given-ledgers.ts'
import { ledger, type LedgerCommand } from './decide.ts'
import type { LedgerEntry } from './ledger-entry.ts'
import {
  FIRST_PAYOUT_NUMBER,
  isDateClosed,
  RECENT_PAYOUTS_MAX,
  type LedgerEvent,
} from './ledger.ts'

/** A line of a ledger as the documentation prints it. */
function line({ at: time, entryType, amount, reference, balanceAfter }: LedgerEntry) {
  return [new Date(time).toISOString(), entryType, amount, reference, balanceAfter]
}

const OCTOBER_1 = '2022-10-01'

test('the example of the documentation: three captures and a refund, settled net', () => {
  const given = new GivenLedger()
    .move(at(`${OCTOBER_1}T14:33:00Z`), 10_000, 'purchase-12')
    .move(at(`${OCTOBER_1}T16:37:55Z`), 10_000, 'purchase-13')
    .move(at(`${OCTOBER_1}T17:12:54Z`), 20_000, 'purchase-14')
    .move(at(`${OCTOBER_1}T21:47:59Z`), -10_000, 'purchase-12')
  assert.equal(given.passes(at(`${OCTOBER_1}T22:00:00Z`)), 1)
  assert.deepEqual(given.of('funds').map(line), [
    ['2022-10-01T14:33:00.000Z', 'capture', 10_000, 'purchase-12', 10_000],
    ['2022-10-01T16:37:55.000Z', 'capture', 10_000, 'purchase-13', 20_000],
    ['2022-10-01T17:12:54.000Z', 'capture', 20_000, 'purchase-14', 40_000],
    ['2022-10-01T21:47:59.000Z', 'refund', -10_000, 'purchase-12', 30_000],
    ['2022-10-01T22:00:00.000Z', 'fees-retained', -1_200, '', 28_800],
    ['2022-10-01T22:00:00.000Z', 'payout-scheduled', -28_800, 'Utb. 2000001 Vippsnr 57860', 0],
  ])
  assert.deepEqual(given.of('fees').map(line), [
    ['2022-10-01T14:33:00.000Z', 'capture-fee', -400, 'purchase-12', -400],
    ['2022-10-01T16:37:55.000Z', 'capture-fee', -400, 'purchase-13', -800],
    ['2022-10-01T17:12:54.000Z', 'capture-fee', -400, 'purchase-14', -1_200],
    ['2022-10-01T22:00:00.000Z', 'fees-retained', 1_200, '', 0],
  ])
  assert.ok(given.entries.every(({ ledgerDate }) => ledgerDate === OCTOBER_1))
  const [capture] = given.of('funds')
  const [fee] = given.of('fees')
  assert.equal(fee?.pspReference, capture?.pspReference)
  const [retained, payout] = given.of('funds').slice(-2)
  assert.equal(given.of('fees').at(-1)?.pspReference, retained?.pspReference)
  assert.equal(payout?.pspReference, '57860-2000001')
  assert.deepEqual(payout?.payout, { payoutNumber: FIRST_PAYOUT_NUMBER, paidOn: '2022-10-04' })
})

describe('a capture costs', () => {
  for (const [feeBasisPoints, feePerCapture, captured, fee] of [
    [225, 0, 10_000, 225],
    [225, 0, 100, 2],
    [225, 0, 200, 5],
    [37, 0, 12_345, 46],
    [299, 100, 10_000, 399],
    [10_000, 0, 65_000_000, 65_000_000],
  ] as const) {
    test(`${fee} of ${captured} at ${feeBasisPoints} hundredths of a percent and ${feePerCapture}`, () => {
      const given = new GivenLedger({ ...DAILY_NET, feeBasisPoints, feePerCapture })
      given.move(at('2026-09-01T12:00:00Z'), captured)
      assert.deepEqual(
        given.of('fees').map(({ amount }) => amount),
        [-fee],
      )
    })
  }

  test('nothing where nothing is charged', () => {
    const given = new GivenLedger({ ...DAILY_NET, feePerCapture: 0 })
    given.move(at('2026-09-01T12:00:00Z'), 10_000)
    assert.deepEqual(given.of('fees'), [])
    given.passes(at('2026-09-02T00:00:00Z'))
    const types = given.entries.map(({ entryType }) => entryType)
    assert.deepEqual(types, ['capture', 'payout-scheduled'])
  })
})

describe('the day of an entry', () => {
  test('begins at midnight where the merchant is', () => {
    const given = new GivenLedger()
    given.move(at('2026-09-01T21:59:59Z'), 1_000).move(at('2026-09-01T22:00:00Z'), 1_000)
    const dates = given.of('funds').map(({ entryType, ledgerDate }) => [entryType, ledgerDate])
    assert.deepEqual(dates, [
      ['capture', '2026-09-01'],
      ['fees-retained', '2026-09-01'],
      ['payout-scheduled', '2026-09-01'],
      ['capture', '2026-09-02'],
    ])
    const finnish = new GivenLedger(DAILY_NET, 'EUR').move(at('2026-09-01T21:00:00Z'), 1_000)
    assert.equal(finnish.entries[0]?.ledgerDate, '2026-09-02')
  })

  test('is never before that of the entry before, even if a clock is put back', () => {
    const given = new GivenLedger()
      .move(at('2026-09-03T12:00:00Z'), 1_000)
      .move(at('2026-09-01T12:00:00Z'), 2_000)
    const [, second] = given.of('funds')
    assert.equal(second?.ledgerDate, '2026-09-03')
    assert.equal(second?.at, at('2026-09-03T12:00:00Z'))
  })
})

describe('money is paid out', () => {
  const friday = at('2026-09-11T12:00:00Z')

  function payouts(given: GivenLedger) {
    return given
      .of('funds')
      .flatMap(({ amount, ledgerDate, payout }) =>
        payout ? [[payout.payoutNumber, -amount, ledgerDate, payout.paidOn]] : [],
      )
  }

  test('each day, so that a weekend comes in three payouts on Tuesday', () => {
    const given = new GivenLedger()
    for (const day of [0, 1, 2]) given.move(daysLater(friday, day), 1_000)
    given.passes(daysLater(friday, 3))
    assert.deepEqual(payouts(given), [
      [2_000_001, 600, '2026-09-11', '2026-09-15'],
      [2_000_002, 600, '2026-09-12', '2026-09-15'],
      [2_000_003, 600, '2026-09-13', '2026-09-15'],
    ])
  })

  test('each week on Monday', () => {
    const given = new GivenLedger({ ...DAILY_NET, interval: 'weekly' })
    for (const day of [0, 1, 2, 3]) given.move(daysLater(friday, day), 1_000)
    given.passes(daysLater(friday, 30))
    assert.deepEqual(payouts(given), [
      [2_000_001, 1_800, '2026-09-13', '2026-09-14'],
      [2_000_002, 600, '2026-09-20', '2026-09-21'],
    ])
  })

  test('each month on the first bank day of the next', () => {
    const given = new GivenLedger({ ...DAILY_NET, interval: 'monthly' })
    given.move(at('2026-12-01T12:00:00Z'), 1_000).move(at('2026-12-30T12:00:00Z'), 1_000)
    given.passes(at('2027-01-31T12:00:00Z'))
    assert.deepEqual(payouts(given), [[2_000_001, 1_200, '2026-12-31', '2027-01-04']])
  })

  test('in Denmark and Finland on day 2, with digits as the text', () => {
    const given = new GivenLedger(DAILY_NET, 'DKK').move(friday, 1_000)
    given.passes(daysLater(friday, 1))
    assert.deepEqual(payouts(given), [[2_000_001, 600, '2026-09-11', '2026-09-12']])
    assert.equal(given.of('funds').at(-1)?.reference, '02000578600011209266')
  })

  test('only when it is more than nothing; what is owed is carried on', () => {
    const given = new GivenLedger().move(friday, -5_000)
    assert.equal(given.passes(daysLater(friday, 100)), 0)
    given.move(daysLater(friday, 100), 5_400)
    assert.equal(given.passes(daysLater(friday, 101)), 0)
    // The fees of both captures are still to be taken.
    given.move(daysLater(friday, 101), 1_000)
    assert.equal(given.passes(daysLater(friday, 102)), 1)
    assert.deepEqual(
      payouts(given).map(([number, amount]) => [number, amount]),
      [[2_000_001, 600]],
    )
  })

  test('in full where fees are invoiced, and these at the end of the month', () => {
    const given = new GivenLedger({ ...DAILY_NET, method: 'gross' })
    for (const day of [0, 1]) given.move(daysLater(friday, day), 1_000)
    given.passes(daysLater(friday, 30))
    assert.deepEqual(
      payouts(given).map(([, amount]) => amount),
      [1_000, 1_000],
    )
    const invoice = given.of('fees').at(-1)
    assert.deepEqual(
      [invoice?.entryType, invoice?.amount, invoice?.balanceAfter, invoice?.ledgerDate],
      ['fees-invoiced', 800, 0, '2026-09-30'],
    )
  })

  test('with what is invoiced at the same midnight', () => {
    const given = new GivenLedger({ ...DAILY_NET, method: 'gross', interval: 'monthly' })
    given.move(friday, 1_000)
    assert.equal(given.passes(daysLater(friday, 30)), 1)
    const types = given.entries.map(({ entryType }) => entryType)
    assert.deepEqual(types, ['capture', 'capture-fee', 'payout-scheduled', 'fees-invoiced'])
  })

  test('by the terms that the sales unit has when something is captured or refunded', () => {
    const given = new GivenLedger({ ...DAILY_NET, interval: 'monthly' }).move(friday, 1_000)
    given.terms = DAILY_NET
    given.move(daysLater(friday, 3), 1_000)
    given.passes(daysLater(friday, 4))
    assert.deepEqual(payouts(given), [[2_000_001, 1_200, '2026-09-14', '2026-09-16']])
  })

  test('and the latest payouts are known by heart', () => {
    const given = new GivenLedger()
    for (let day = 0; day < RECENT_PAYOUTS_MAX + 5; day += 1) {
      given.move(daysLater(friday, day), 1_000)
    }
    given.passes(daysLater(friday, RECENT_PAYOUTS_MAX + 5))
    const recent = given.state?.recentPayouts ?? []
    assert.equal(recent.length, RECENT_PAYOUTS_MAX)
    assert.equal(recent.at(-1)?.payoutNumber, FIRST_PAYOUT_NUMBER + RECENT_PAYOUTS_MAX + 4)
    assert.equal(recent.at(-1)?.amount, 600)
  })
})

describe('by hand', () => {
  const noon = at('2026-09-01T12:00:00Z')

  test('disputes, corrections and whatever comes next can be entered', () => {
    const given = new GivenLedger()
      .move(noon, 10_000)
      .enter(noon, 'funds', 'retained-disputed-capture', -10_000)
      .enter(noon, 'fees', 'credit-note', 400)
      .enter(noon, 'funds', 'top-up', 500)
    assert.equal(given.state?.funds.balance, 500)
    assert.equal(given.state?.fees.balance, 0)
    assert.equal(given.passes(daysLater(noon, 1)), 1)
  })

  for (const entryType of [
    'capture',
    'refund',
    'capture-fee',
    'fees-retained',
    'fees-invoiced',
    'payout-scheduled',
  ]) {
    test(`${entryType} cannot, which comes about by itself`, () => {
      const command: LedgerCommand = {
        type: 'enter',
        at: noon,
        msn: new GivenLedger().move(noon, 1).state?.msn ?? assert.fail(),
        currency: 'NOK',
        terms: DAILY_NET,
        pspReference: 'psp',
        reference: '',
        topic: 'funds',
        entryType,
        amount: 1,
      }
      assert.deepEqual(ledger.decide(undefined, command), { refusal: 'ownEntryType' })
    })
  }
})

describe('time', () => {
  const noon = at('2026-09-01T12:00:00Z')
  const tick = { type: 'tick', at: noon, pspReference: 'psp' } as const

  test('acts on nothing that is not open or not due', () => {
    assert.deepEqual(ledger.decide(undefined, tick), { refusal: 'notOpen' })
    const { state } = new GivenLedger().move(noon, 1_000)
    assert.deepEqual(ledger.decide(state, tick), { events: [] })
    const { state: owing } = new GivenLedger().move(noon, -1_000)
    assert.equal(ledger.wakeAt(owing ?? assert.fail()), undefined)
  })

  test('closes a date with its period', () => {
    const closed = (interval: 'daily' | 'weekly' | 'monthly', now: string): boolean =>
      isDateClosed(given.entries[0]?.ledgerDate ?? assert.fail(), {
        currency: 'NOK',
        interval,
        now: at(now),
      })
    const given = new GivenLedger().move(noon, 1_000)
    assert.equal(closed('daily', '2026-09-01T21:59:59.999Z'), false)
    assert.equal(closed('daily', '2026-09-01T22:00:00Z'), true)
    assert.equal(closed('weekly', '2026-09-06T21:59:59Z'), false)
    assert.equal(closed('weekly', '2026-09-06T22:00:00Z'), true)
    assert.equal(closed('monthly', '2026-09-30T21:59:59Z'), false)
    assert.equal(closed('monthly', '2026-09-30T22:00:00Z'), true)
  })
})

test('an event that a ledger cannot have had is found out', () => {
  const given = new GivenLedger().move(at('2026-09-01T12:00:00Z'), 1_000)
  const { state } = given
  const [entry] = given.of('funds')
  assert.ok(state && entry)
  const next = {
    ...entry,
    type: 'entered',
    sequence: 2,
    balanceBefore: 1_000,
    balanceAfter: 2_000,
  } as const
  assert.equal(ledger.evolve(state, next).funds.balance, 2_000)
  const wrong: readonly Partial<LedgerEntry>[] = [
    { sequence: 3 },
    { sequence: 1 },
    { balanceBefore: 0, balanceAfter: 1_000 },
    { balanceAfter: 2_001 },
    { at: at('2026-09-01T11:00:00Z') },
    { payout: { payoutNumber: FIRST_PAYOUT_NUMBER + 1, paidOn: entry.ledgerDate } },
  ]
  for (const change of wrong) {
    const event: LedgerEvent = { ...next, ...change }
    assert.throws(() => ledger.evolve(state, event), /impossible/, JSON.stringify(change))
  }
  assert.throws(() => ledger.evolve(undefined, next), /impossible/)
  const opened = { ...state, type: 'opened' } as const
  assert.throws(() => ledger.evolve(state, opened), /impossible/)
})
