import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { CalendarDay } from './calendar-day.ts'
import { DAY_MS } from './instant.ts'
import { isNorwegianBankDay, nextNorwegianBankDay } from './norwegian-bank-day.ts'

const EPOCH_DAYS = fc.integer({ min: Date.UTC(1990) / DAY_MS, max: Date.UTC(2199) / DAY_MS })

function dayAt(epochDay: number): CalendarDay {
  return new Date(epochDay * DAY_MS).toISOString().slice(0, 10) as CalendarDay
}

function isOpen(day: string): boolean {
  return isNorwegianBankDay(day as CalendarDay)
}

/** Every day from Monday to Friday of a year on which banks are closed. */
function closedWorkdaysOf(year: number): readonly string[] {
  const days: string[] = []
  for (let at = Date.UTC(year); at < Date.UTC(year + 1); at += DAY_MS) {
    const day = dayAt(at / DAY_MS)
    if (new Date(at).getUTCDay() % 6 !== 0 && !isOpen(day)) days.push(day.slice(5))
  }
  return days
}

describe('banks in Norway are closed on weekdays', () => {
  for (const [year, days] of [
    // 17 May is a Sunday, Boxing Day a Saturday.
    [2026, '01-01 04-02 04-03 04-06 05-01 05-14 05-25 12-25'],
    // 17 May is Whit Monday, 1 May and 25 December are Saturdays.
    [2027, '01-01 03-25 03-26 03-29 05-06 05-17'],
    // 17 May is a Saturday.
    [2025, '01-01 04-17 04-18 04-21 05-01 05-29 06-09 12-25 12-26'],
    // Ascension Day is 1 May, as early as Easter has been in living memory.
    [2008, '01-01 03-20 03-21 03-24 05-01 05-12 12-25 12-26'],
    // As late as Easter can be.
    [2038, '01-01 04-22 04-23 04-26 05-17 06-03 06-14'],
  ] as const) {
    test(`of ${year} on ${days}`, () => {
      assert.deepEqual(closedWorkdaysOf(year), days.split(' '))
    })
  }
})

test('Easter falls where it has fallen and will fall', () => {
  for (const easterMonday of [
    '1954-04-19',
    '1981-04-20',
    '2000-04-24',
    '2024-04-01',
    '2049-04-19',
  ]) {
    assert.ok(!isOpen(easterMonday), easterMonday)
  }
  for (const another of ['1954-04-26', '1981-04-27', '2024-04-08', '2049-04-26']) {
    assert.ok(isOpen(another), another)
  }
})

test('banks are open on Christmas Eve and New Year’s Eve', () => {
  for (const day of ['2026-12-24', '2026-12-31', '2027-12-24', '2027-12-31']) assert.ok(isOpen(day))
})

test('no bank is open on a Saturday or Sunday', () => {
  fc.assert(
    fc.property(EPOCH_DAYS, (epochDay) => {
      const day = dayAt(epochDay)
      return new Date(day).getUTCDay() % 6 !== 0 || !isOpen(day)
    }),
  )
})

test('the next bank day is the first that is open, at most six days on', () => {
  fc.assert(
    fc.property(EPOCH_DAYS, (epochDay) => {
      const next = Date.parse(nextNorwegianBankDay(dayAt(epochDay))) / DAY_MS
      assert.ok(next > epochDay && next <= epochDay + 6)
      assert.ok(isOpen(dayAt(next)))
      for (let between = epochDay + 1; between < next; between += 1) {
        assert.ok(!isOpen(dayAt(between)))
      }
    }),
  )
})

test('the eves of Christmas and New Year are bank days, unless somebody says otherwise', () => {
  const days = ['2026-12-24', '2026-12-31'] as CalendarDay[]
  assert.deepEqual(
    days.map((day) => isNorwegianBankDay(day)),
    [true, true],
  )
  assert.deepEqual(
    days.map((day) => isNorwegianBankDay(day, ['12-24'])),
    [false, true],
  )
  const before = '2026-12-23' as CalendarDay
  assert.equal(nextNorwegianBankDay(before), '2026-12-24')
  assert.equal(nextNorwegianBankDay(before, ['12-24']), '2026-12-28')
})
