import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { wireLines } from '../test-support/wire-lines.ts'
import {
  addMs,
  DAY_MS,
  earliest,
  formatInstant,
  HOUR_MS,
  instant,
  MINUTE_MS,
  parseInstant,
  SECOND_MS,
} from './instant.ts'

const DATE_MAX_MS = 8_640_000_000_000_000

/** What is written, and the same moment as event logs print it. */
const SAME_MOMENT = [
  ['2023-03-27T10:51:59Z', '2023-03-27T10:51:59.000Z'],
  ['2023-03-27T10:51:59.3Z', '2023-03-27T10:51:59.300Z'],
  ['2023-03-27T10:51:59.37Z', '2023-03-27T10:51:59.370Z'],
  ['2023-03-27T10:51:44.5333258Z', '2023-03-27T10:51:44.533Z'],
  ['2023-03-27T10:51:44.9999999Z', '2023-03-27T10:51:44.999Z'],
  ['2023-03-27T10:51:44.0009999Z', '2023-03-27T10:51:44.000Z'],
  ['2023-03-27t10:51:59.378z', '2023-03-27T10:51:59.378Z'],
  ['2026-09-01T07:53:44.812+00:00', '2026-09-01T07:53:44.812Z'],
  ['2026-09-01T07:53:44.812-00:00', '2026-09-01T07:53:44.812Z'],
  ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00.000Z'],
  ['2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00.000Z'],
  ['2024-03-01T05:29:59+05:30', '2024-02-29T23:59:59.000Z'],
  ['2024-02-29T23:59:59.999Z', '2024-02-29T23:59:59.999Z'],
  ['0000-02-29T00:00:00Z', '0000-02-29T00:00:00.000Z'],
  ['1969-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z'],
] as const

describe('an RFC 3339 date-time', () => {
  for (const text of wireLines('instants.valid.txt')) {
    test(`may be ${text}`, () => {
      assert.notEqual(parseInstant(text), undefined)
    })
  }

  for (const text of wireLines('instants.invalid.txt')) {
    test(`is not ${JSON.stringify(text)}`, () => {
      assert.equal(parseInstant(text), undefined)
    })
  }

  for (const [written, printed] of SAME_MOMENT) {
    test(`${written} is ${printed}`, () => {
      const at = parseInstant(written)
      assert.ok(at !== undefined)
      assert.equal(formatInstant(at), printed)
    })
  }

  test('has nothing around it', () => {
    for (const text of ['', '2023-03-27T10:51:59Z\n', '2023-03-27T10:51:59Z ']) {
      assert.equal(parseInstant(text), undefined)
    }
  })

  test('names a day that its month has, in every month of a leap year and of a common one', () => {
    const days = {
      2024: [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
      2026: [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
    }
    for (const [year, lengths] of Object.entries(days)) {
      lengths.forEach((length, index) => {
        const month = String(index + 1).padStart(2, '0')
        assert.ok(parseInstant(`${year}-${month}-${length}T00:00:00Z`))
        assert.equal(parseInstant(`${year}-${month}-${length + 1}T00:00:00Z`), undefined)
      })
    }
  })

  test('reads back whatever it prints, to the millisecond', () => {
    const between = { min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z') }
    fc.assert(
      fc.property(fc.date({ ...between, noInvalidDate: true }), (date) => {
        const at = instant(date.getTime())
        assert.equal(parseInstant(formatInstant(at)), at)
      }),
    )
  })

  test('means the same moment with any offset', () => {
    const offset = fc.integer({ min: -1439, max: 1439 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), offset, (epochMs, minutes) => {
        const local = formatInstant(instant(epochMs + minutes * MINUTE_MS)).slice(0, -1)
        const clock = new Date(Math.abs(minutes) * MINUTE_MS).toISOString().slice(11, 16)
        assert.equal(parseInstant(`${local}${minutes < 0 ? '-' : '+'}${clock}`), epochMs)
      }),
    )
  })
})

describe('an instant', () => {
  for (const epochMs of [0, -1, 1, 1_679_914_319_378, DATE_MAX_MS, -DATE_MAX_MS]) {
    test(`may be ${epochMs} ms from the epoch`, () => {
      assert.equal(instant(epochMs), epochMs)
    })
  }

  for (const epochMs of [0.5, Number.NaN, Infinity, DATE_MAX_MS + 1, -DATE_MAX_MS - 1]) {
    test(`is not ${epochMs} ms from the epoch`, () => {
      assert.throws(() => instant(epochMs), RangeError)
    })
  }

  test('moves by whole milliseconds, back and forth', () => {
    assert.equal(addMs(instant(1_000), 500), 1_500)
    assert.equal(addMs(instant(1_000), -1_500), -500)
    assert.throws(() => addMs(instant(1_000), 0.5), RangeError)
    assert.throws(() => addMs(instant(DATE_MAX_MS), 1), RangeError)
  })
})

describe('the earliest of some instants', () => {
  test('is the smallest one', () => {
    assert.equal(earliest(instant(3), instant(1), instant(2)), 1)
  })

  test('passes over those that never come', () => {
    assert.equal(earliest(undefined, instant(2), undefined), 2)
  })

  test('may be the epoch itself or lie before it', () => {
    assert.equal(earliest(instant(5), instant(0)), 0)
    assert.equal(earliest(instant(0), instant(-5)), -5)
  })

  test('is undefined when there is none', () => {
    assert.equal(earliest(), undefined)
    assert.equal(earliest(undefined), undefined)
  })
})

test('a day has exactly 24 hours, whatever summer time does', () => {
  assert.deepEqual([SECOND_MS, MINUTE_MS, HOUR_MS, DAY_MS], [1_000, 60_000, 3_600_000, 86_400_000])
})
