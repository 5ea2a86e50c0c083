import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  dayOf,
  daysAfter,
  lastDayOfMonth,
  lastDayOfWeek,
  parseCalendarDay,
  startOfDay,
  type CalendarDay,
} from './calendar-day.ts'
import { addMs, DAY_MS, instant, MINUTE_MS } from './instant.ts'

test('a day begins and ends where its currency is used, in summer and in winter', () => {
  const at = (text: string) => instant(Date.parse(text))
  assert.equal(dayOf(at('2026-07-01T21:59:59Z'), 'NOK'), '2026-07-01')
  assert.equal(dayOf(at('2026-07-01T22:00:00Z'), 'NOK'), '2026-07-02')
  assert.equal(dayOf(at('2026-12-31T22:59:59Z'), 'NOK'), '2026-12-31')
  assert.equal(dayOf(at('2026-12-31T23:00:00Z'), 'DKK'), '2027-01-01')
  assert.equal(dayOf(at('2026-12-31T22:00:00Z'), 'EUR'), '2027-01-01')
})

const day = (text: string): CalendarDay => parseCalendarDay(text) ?? assert.fail(text)

describe('a day begins', () => {
  for (const [text, currency, begins] of [
    ['2026-07-01', 'NOK', '2026-06-30T22:00:00.000Z'],
    ['2026-12-01', 'NOK', '2026-11-30T23:00:00.000Z'],
    ['2026-12-01', 'EUR', '2026-11-30T22:00:00.000Z'],
    // Clocks are put forward, and back, some hours after midnight.
    ['2026-03-29', 'DKK', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'DKK', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'EUR', '2026-10-24T21:00:00.000Z'],
    ['2026-10-26', 'EUR', '2026-10-25T22:00:00.000Z'],
  ] as const) {
    test(`on ${text} where ${currency} is used at ${begins}`, () => {
      assert.equal(new Date(startOfDay(day(text), currency)).toISOString(), begins)
    })
  }

  test('with its first moment, and ends before the next', () => {
    const days = fc.integer({ min: Date.UTC(1990), max: Date.UTC(2100) })
    fc.assert(
      fc.property(days, fc.constantFrom('NOK', 'DKK', 'EUR'), (epochMs, currency) => {
        const it = dayOf(instant(epochMs), currency)
        const start = startOfDay(it, currency)
        assert.equal(dayOf(start, currency), it)
        assert.equal(dayOf(addMs(start, -1), currency), daysAfter(it, -1))
        const lengthMs = startOfDay(daysAfter(it, 1), currency) - start
        assert.ok(Math.abs(lengthMs - DAY_MS) <= 60 * MINUTE_MS)
      }),
    )
  })
})

test('weeks end on Sundays, months on their last day', () => {
  for (const text of ['2026-09-07', '2026-09-10', '2026-09-13']) {
    assert.equal(lastDayOfWeek(day(text)), '2026-09-13')
  }
  assert.equal(lastDayOfMonth(day('2028-02-01')), '2028-02-29')
  assert.equal(lastDayOfMonth(day('2026-12-31')), '2026-12-31')
})

test('only days of the calendar are read', () => {
  for (const text of ['', '2026-9-1', '2026-02-29', '2026-13-01', '20260901', '2026-09-01Z']) {
    assert.equal(parseCalendarDay(text), undefined, text)
  }
  assert.equal(parseCalendarDay('2028-02-29'), '2028-02-29')
})
