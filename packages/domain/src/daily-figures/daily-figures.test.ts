import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMsn } from '@kvitt/values'
import { dailyFigures, type DailyFigures, type Figures } from './daily-figures.ts'

test('the figures of a day are the sums of all that was counted', () => {
  const msn = parseMsn('123456') ?? assert.fail('no MSN')
  const place = { msn, currency: 'NOK', day: '2026-09-01' } as const
  const counts: readonly Partial<Figures>[] = [
    { orders: 1 },
    { payments: 1, authorized: 500 },
    { orders: 1 },
    { captured: 300, cancelled: 200 },
    { refunded: 100 },
  ]
  const state = counts.reduce<DailyFigures | undefined>((before, counted) => {
    const decision = dailyFigures.decide(before, { type: 'count', ...place, ...counted })
    assert.ok('events' in decision)
    return decision.events.reduce<DailyFigures | undefined>(
      (after, event) => dailyFigures.evolve(after, event),
      before,
    )
  }, undefined)
  const sums = { authorized: 500, captured: 300, refunded: 100, cancelled: 200 }
  assert.deepEqual(state, { ...place, orders: 2, payments: 1, ...sums })
})
