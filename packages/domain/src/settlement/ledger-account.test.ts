import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseCalendarDay } from '@kvitt/values'
import fc from 'fast-check'
import { entry, payout } from '../../test-support/given-settlements.ts'
import { ledgerAccount, type LedgerAccount, type LedgerAccountEvent } from './ledger-account.ts'
import type { ImportedEntry } from './imported-entry.ts'
import type { ImportedSettlement } from './settlement.ts'

interface Counted {
  readonly state: LedgerAccount
  readonly events: readonly LedgerAccountEvent[]
}

function count(...entries: readonly ImportedEntry[]): Counted {
  let state: LedgerAccount | undefined
  const events: LedgerAccountEvent[] = []
  for (const each of entries) {
    const decision = ledgerAccount.decide(state, { type: 'count', at: each.at, entry: each })
    assert.ok('events' in decision)
    for (const event of decision.events) {
      state = ledgerAccount.evolve(state, event)
      events.push(event)
    }
  }
  return { state: state ?? assert.fail('nothing was counted'), events }
}

function settlementsIn({ events }: Counted): readonly ImportedSettlement[] {
  return events.flatMap((event) => (event.type === 'settled' ? [event.settlement] : []))
}

function typesOf({ events }: Counted): readonly string[] {
  return events.map(({ type }) => type)
}

/** The worked example of the documents: net settlement, one day. */
const EXAMPLE = [
  entry('2022-10-01', 'capture', 10_000, { balanceBefore: 0 }),
  entry('2022-10-01', 'capture', 10_000, { balanceBefore: 10_000 }),
  entry('2022-10-01', 'capture', 20_000, { balanceBefore: 20_000 }),
  entry('2022-10-01', 'refund', -10_000, { balanceBefore: 40_000 }),
  entry('2022-10-01', 'fees-retained', -1_200, { balanceBefore: 30_000 }),
  payout('2022-10-01', '2000023', 28_800, { balanceBefore: 28_800 }),
]

describe('a settlement', () => {
  test('is what the documented example comes to', () => {
    const counted = count(...EXAMPLE)
    const [settlement, ...others] = settlementsIn(counted)
    assert.deepEqual(others, [])
    assert.deepEqual(
      { ...settlement, scheduledAt: undefined },
      {
        msn: '123456',
        ledgerId: '302321',
        currency: 'NOK',
        number: '2000023',
        fromDate: '2022-10-01',
        toDate: '2022-10-01',
        captures: 40_000,
        refunds: -10_000,
        fees: -1_200,
        other: 0,
        transactions: 4,
        carriedIn: 0,
        carriedOut: 0,
        amount: 28_800,
        bankText: 'Utb. 2000023 Vippsnr 123456',
        scheduledAt: undefined,
      },
    )
    assert.equal(counted.state.balance, 0)
  })

  test('is the same by the name that payouts had before', () => {
    const named = EXAMPLE.map((each) =>
      each.entryType === 'payout-scheduled' ? { ...each, entryType: 'scheduled-for-payout' } : each,
    )
    assert.deepEqual(settlementsIn(count(...named)), settlementsIn(count(...EXAMPLE)))
  })

  test('covers all days since the one before it, those without entries too', () => {
    const [first, second] = settlementsIn(
      count(
        entry('2026-09-01', 'capture', 100),
        payout('2026-09-01', '1', 100),
        entry('2026-09-04', 'capture', 200),
        entry('2026-09-06', 'refund', -50),
        payout('2026-09-07', '2', 150),
      ),
    )
    assert.deepEqual([first?.fromDate, first?.toDate], ['2026-09-01', '2026-09-01'])
    assert.deepEqual([second?.fromDate, second?.toDate], ['2026-09-02', '2026-09-07'])
    assert.deepEqual([second?.captures, second?.refunds, second?.amount], [200, -50, 150])
  })

  test('leaves out what belongs to a later date, although the ledger has it before the payout', () => {
    const [first, second] = settlementsIn(
      count(
        entry('2026-09-01', 'capture', 100),
        entry('2026-09-02', 'capture', 30),
        payout('2026-09-01', '1', 100),
        payout('2026-09-02', '2', 30),
      ),
    )
    assert.deepEqual([first?.captures, first?.carriedOut], [100, 0])
    assert.deepEqual([second?.captures, second?.carriedIn, second?.amount], [30, 0, 30])
  })

  test('may leave a part of the balance, which the next one begins with', () => {
    const [first, second] = settlementsIn(
      count(
        entry('2026-09-01', 'capture', 1_000),
        payout('2026-09-01', '1', 900),
        entry('2026-09-02', 'capture', 10),
        payout('2026-09-02', '2', 110),
      ),
    )
    assert.deepEqual([first?.carriedIn, first?.amount, first?.carriedOut], [0, 900, 100])
    assert.deepEqual([second?.carriedIn, second?.amount, second?.carriedOut], [100, 110, 0])
  })

  test('has what is of another or a new type in a sum of its own', () => {
    const counted = count(
      entry('2026-09-01', 'capture', 1_000),
      entry('2026-09-01', 'solidarity-levy', -7),
      entry('2026-09-01', 'correction', 3),
      entry('2026-09-01', 'retained-disputed-capture', -500),
      payout('2026-09-01', '1', 496),
    )
    const [settlement] = settlementsIn(counted)
    assert.deepEqual([settlement?.other, settlement?.transactions], [-504, 1])
  })

  test('that is called in no known way is called by its whole reference', () => {
    const [settlement] = settlementsIn(
      count(entry('2026-09-01', 'payout-scheduled', -1, { pspReference: 'P1', reference: '' })),
    )
    assert.deepEqual([settlement?.number, settlement?.bankText], ['P1', undefined])
  })
})

test('a payout that comes back counts for the next one, and is told of', () => {
  const counted = count(
    entry('2026-09-01', 'capture', 100),
    payout('2026-09-01', '1', 100),
    { ...payout('2026-09-03', '1', -100), entryType: 'payout-aborted' },
    payout('2026-09-03', '2', 100),
  )
  const [, second] = settlementsIn(counted)
  assert.deepEqual([second?.captures, second?.other, second?.amount], [0, 100, 100])
  const returned = counted.events.find(({ type }) => type === 'payout-returned')
  assert.equal(returned?.type === 'payout-returned' && returned.number, '1')
})

test('which payout came back is told by its number, its text, or its amount', () => {
  const ABORTED = { reference: '', pspReference: 'uuid' }
  for (const [changes, amount, number] of [
    [{ pspReference: '302321-1' }, 70, '1'],
    [{ reference: 'Utb. 1 Vippsnr 123456' }, 70, '1'],
    [{}, 50, '2'],
    [{}, 70, undefined],
  ] as const) {
    const { events } = count(
      entry('2026-09-01', 'capture', 100),
      payout('2026-09-01', '1', 100),
      entry('2026-09-02', 'capture', 50),
      payout('2026-09-02', '2', 50),
      entry('2026-09-04', 'payout-aborted', amount, { ...ABORTED, ...changes }),
    )
    const returned = events.find(({ type }) => type === 'payout-returned')
    assert.ok(returned?.type === 'payout-returned')
    assert.equal(returned.number, number)
  }
})

describe('the balance', () => {
  test('begins with what the first entry says was there', () => {
    const { state } = count(entry('2026-09-01', 'capture', 10, { balanceBefore: 90 }))
    assert.deepEqual([state.balance, state.carriedIn], [100, 90])
  })

  test('that does not fit the one before says that something was not told', () => {
    const counted = count(
      entry('2026-09-01', 'capture', 100, { balanceBefore: 0 }),
      entry('2026-09-01', 'capture', 10, { balanceBefore: 140 }),
      payout('2026-09-01', '1', 150, { balanceBefore: 150 }),
    )
    const gap = counted.events.find(({ type }) => type === 'gap-found')
    assert.equal(gap?.type === 'gap-found' && gap.amount, 40)
    const [settlement] = settlementsIn(counted)
    assert.deepEqual([settlement?.captures, settlement?.other], [110, 40])
    assert.equal(counted.state.balance, 0)
  })

  test('is told when it goes below nothing, and when it is back', () => {
    const counted = count(
      entry('2026-09-01', 'refund', -100),
      entry('2026-09-01', 'refund', -50),
      entry('2026-09-02', 'capture', 150),
    )
    assert.deepEqual(
      typesOf(counted).filter((type) => type.startsWith('went')),
      ['went-negative', 'went-positive'],
    )
  })
})

describe('whatever a ledger has', () => {
  const amounts = fc.integer({ min: 1, max: 100_000 })
  const steps = fc.array(
    fc.oneof(
      amounts.map((amount) => ['capture', amount] as const),
      amounts.map((amount) => ['refund', -amount] as const),
      amounts.map((amount) => ['fees-retained', -amount] as const),
      fc.tuple(
        fc.constantFrom('correction', 'top-up', 'new-thing'),
        fc.integer({ max: 100_000, min: -100_000 }),
      ),
      fc.constant(['payout', 0] as const),
    ),
    { maxLength: 60 },
  )

  test('settlements and what is left come to the sum of all entries', () => {
    fc.assert(
      fc.property(steps, (list) => {
        let balance = 0
        let day = 0
        let number = 0
        let sum = 0
        const entries = list.flatMap(([type, amount]) => {
          const date = dateOf(day)
          const balanceBefore = balance
          if (type !== 'payout') {
            balance += amount
            sum += amount
            return [entry(date, type, amount, { balanceBefore })]
          }
          day += 1
          if (balance <= 0) return []
          number += 1
          const paid = balance
          balance = 0
          return [payout(date, String(number), paid, { balanceBefore })]
        })
        fc.pre(entries.length > 0)
        const counted = count(...entries)
        const settlements = settlementsIn(counted)
        const paidOut = settlements.reduce((total, { amount }) => total + amount, 0)
        assert.equal(paidOut + counted.state.balance, sum)
        assert.equal(counted.state.balance, balance)
        assert.ok(!typesOf(counted).includes('gap-found'))
        let carried = 0
        let before = ''
        for (const each of settlements) {
          const { captures, refunds, fees, other, amount, carriedIn, carriedOut } = each
          assert.equal(carriedIn, carried)
          assert.equal(carriedIn + captures + refunds + fees + other - amount, carriedOut)
          assert.ok(each.fromDate > before && each.fromDate <= each.toDate)
          carried = carriedOut
          before = each.toDate
        }
      }),
    )
  })
})

test('days without a payout are bounded, and nothing of them is lost', () => {
  const entries = Array.from({ length: 600 }, (_, day) => entry(dateOf(day), 'refund', -1))
  const { state } = count(...entries)
  assert.ok(state.days.length <= 400)
  assert.equal(
    state.days.reduce((sum, { refunds }) => sum + refunds, 0),
    -600,
  )
})

function dateOf(day: number): string {
  const text = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, '2026-01-01'.length)
  return parseCalendarDay(text) ?? assert.fail(text)
}
