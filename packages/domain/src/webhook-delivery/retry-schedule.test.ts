import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, HOUR_MS, instant, SECOND_MS } from '@kvitt/values'
import { nextAttemptAt, RETRY_WINDOW_MS } from './retry-schedule.ts'

const FIRST = instant(Date.UTC(2026, 0, 1, 12))

/** The documented pause before each attempt, by its number. */
const PAUSE_BEFORE: readonly (readonly [attempt: number, pauseMs: number])[] = [
  [2, 2 * SECOND_MS],
  [3, 2 * SECOND_MS],
  [4, 2 * SECOND_MS],
  [5, 60 * SECOND_MS],
  [6, 120 * SECOND_MS],
  ...Array.from({ length: 23 }, (_, index) => [7 + index, HOUR_MS] as const),
  ...Array.from({ length: 6 }, (_, index) => [30 + index, DAY_MS] as const),
]

describe('the retry schedule', () => {
  for (const [attempt, pauseMs] of PAUSE_BEFORE) {
    test(`makes attempt ${attempt} ${pauseMs / SECOND_MS} s after the one before`, () => {
      assert.equal(nextAttemptAt(attempt - 1, FIRST, FIRST), addMs(FIRST, pauseMs))
    })
  }

  test('makes 35 attempts when each fails at once, and none 7 days after the first', () => {
    const attempts = [FIRST]
    for (;;) {
      const failedAt = attempts.at(-1) ?? FIRST
      const next = nextAttemptAt(attempts.length, failedAt, FIRST)
      if (next === undefined) break
      attempts.push(next)
    }
    assert.equal(attempts.length, 35)
    const afterMs = attempts.map((at) => at - FIRST)
    assert.deepEqual(
      afterMs.slice(0, 8),
      [0, 2_000, 4_000, 6_000, 66_000, 186_000, 3_786_000, 7_386_000],
    )
    assert.equal(afterMs[28], 186_000 + 23 * HOUR_MS)
    assert.equal(afterMs[34], 186_000 + 23 * HOUR_MS + 6 * DAY_MS)
  })

  test('makes 35 attempts as well when each waits ten seconds for an answer', () => {
    let attempts = 1
    let failedAt = addMs(FIRST, 10 * SECOND_MS)
    for (;;) {
      const next = nextAttemptAt(attempts, failedAt, FIRST)
      if (next === undefined) break
      attempts += 1
      failedAt = addMs(next, 10 * SECOND_MS)
    }
    assert.equal(attempts, 35)
  })

  test('ends with the last moment of its seven days', () => {
    assert.equal(RETRY_WINDOW_MS, 7 * DAY_MS)
    const end = addMs(FIRST, RETRY_WINDOW_MS)
    assert.equal(nextAttemptAt(1, addMs(end, -2_000), FIRST), end)
    assert.equal(nextAttemptAt(1, addMs(end, -1_999), FIRST), undefined)
    assert.equal(nextAttemptAt(30, addMs(end, -DAY_MS), FIRST), end)
    assert.equal(nextAttemptAt(30, addMs(end, -DAY_MS + 1), FIRST), undefined)
  })

  test('counts its pauses from the failure, not from the attempt that led to it', () => {
    const failedAt = addMs(FIRST, 10 * SECOND_MS)
    assert.equal(nextAttemptAt(1, failedAt, FIRST), addMs(failedAt, 2 * SECOND_MS))
  })
})
