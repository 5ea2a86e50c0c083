import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseCalendarDay } from '@kvitt/values'
import { at, LEDGER } from '../../test-support/given-settlements.ts'
import { meaningOf } from './imported-entry.ts'
import {
  settlementMonth,
  type SettlementMonth,
  type SettlementMonthCommand,
} from './settlement-month.ts'
import { NO_SUMS, settlement, type ImportedSettlement } from './settlement.ts'

const PLACE = { ...LEDGER, month: '2026-09' } as const

function made(number: string, day: string): ImportedSettlement {
  const toDate = parseCalendarDay(day) ?? assert.fail(day)
  const scheduledAt = at(`${day}T22:00:00Z`)
  const balances = { carriedIn: 0, carriedOut: 0, amount: 100 }
  return { ...LEDGER, ...NO_SUMS, ...balances, number, fromDate: toDate, toDate, scheduledAt }
}

function after(...commands: readonly SettlementMonthCommand[]): SettlementMonth {
  let state: SettlementMonth | undefined
  for (const command of commands) {
    const decision = settlementMonth.decide(state, command)
    assert.ok('events' in decision)
    for (const event of decision.events) state = settlementMonth.evolve(state, event)
  }
  return state ?? assert.fail('nothing happened')
}

test('a month has its settlements by date, each once and as it is now', () => {
  const aborted = { ...made('8', '2026-09-01'), abortedAt: at('2026-09-03T12:00:00Z') }
  const state = after(
    { type: 'settle', ...PLACE, settlement: made('10', '2026-09-03') },
    { type: 'settle', ...PLACE, settlement: made('8', '2026-09-01') },
    { type: 'settle', ...PLACE, settlement: made('9', '2026-09-01') },
    { type: 'settle', ...PLACE, settlement: aborted },
  )
  assert.deepEqual(
    state.settlements.map(({ number, abortedAt }) => [number, abortedAt !== undefined]),
    [
      ['8', true],
      ['9', false],
      ['10', false],
    ],
  )
})

test('a month keeps what was charged apart from what was put on an invoice', () => {
  const state = after(
    { type: 'charge', ...PLACE, amount: -400 },
    { type: 'charge', ...PLACE, amount: -300 },
    { type: 'invoice', ...PLACE, amount: 700 },
  )
  assert.deepEqual([state.feesCharged, state.feesInvoiced], [-700, 700])
})

test('a settlement is recorded once, and comes back once', () => {
  const recorded = made('1', '2026-09-01')
  const again = settlement.decide(recorded, { type: 'record', settlement: recorded })
  assert.deepEqual(again, { events: [] })
  const returned = { type: 'return', at: at('2026-09-03T12:00:00Z') } as const
  const back = settlement.decide(recorded, returned)
  assert.deepEqual(back, { events: [{ type: 'returned', at: returned.at }] })
  const gone = settlement.evolve(recorded, { type: 'returned', at: returned.at })
  assert.deepEqual(settlement.decide(gone, returned), { events: [] })
  assert.deepEqual(settlement.decide(undefined, returned), { events: [] })
})

test('an entry means in the fees what it means there', () => {
  assert.equal(meaningOf({ topic: 'funds', entryType: 'fees-retained' }), 'feesRetained')
  assert.equal(meaningOf({ topic: 'fees', entryType: 'capture-fee' }), 'fee')
  assert.equal(meaningOf({ topic: 'fees', entryType: 'capture' }), 'unknown')
  assert.equal(meaningOf({ topic: 'funds', entryType: 'scheduled-for-payout' }), 'payout')
  assert.equal(meaningOf({ topic: 'funds', entryType: 'levy' }), 'unknown')
})
