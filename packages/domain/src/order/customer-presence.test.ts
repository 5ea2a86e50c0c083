/** Where a customer waits, nobody sleeps; where nobody does, nobody is asked all the time. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  addMs,
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  SECOND_MS,
  type DurationMs,
  type Instant,
} from '@kvitt/values'
import {
  after,
  FIRST,
  from,
  key,
  lost,
  NOW,
  outcome,
  place,
  read,
  reading,
  send,
  STATES,
  T0,
} from '../../test-support/given-orders.ts'
import { order, type OrderCommand } from './decide.ts'
import type { Order } from './order.ts'

const seen = (at: Instant): OrderCommand => ({ type: 'note-customer', at, where: 'return' })
const failed = (at: Instant, retryAfterMs?: DurationMs): OrderCommand => ({
  type: 'report-read-failed',
  at,
  reference: FIRST,
  code: 'networkError',
  ...(retryAfterMs !== undefined && { retryAfterMs }),
})
const wanted = (at: Instant): OrderCommand => ({
  type: 'want-read',
  at,
  reference: FIRST,
  cause: 'return',
})
const created = (at: Instant): OrderCommand => read(reading('CREATED'), { at })

/** When an order is served next, in ms after a moment. */
function pauseAfter(state: Order, at: Instant): DurationMs {
  return (order.wakeAt(state) ?? Number.NaN) - at
}

describe('a customer who is seen', () => {
  const later = addMs(NOW, 3 * DAY_MS)
  const old = from(after(...STATES.created), created(later))

  test('has an old payment asked about at once, and as often as a new one', () => {
    assert.equal(pauseAfter(old, later), 15 * MINUTE_MS)
    const back = from(old, seen(later))
    assert.equal(pauseAfter(back, later), 2 * SECOND_MS)
    for (const [afterMs, pauseMs] of [
      [5 * SECOND_MS, 2 * SECOND_MS],
      [9 * MINUTE_MS, 2 * SECOND_MS],
      [12 * MINUTE_MS, 30 * SECOND_MS],
      [HOUR_MS, 5 * MINUTE_MS],
      [2 * DAY_MS, 15 * MINUTE_MS],
    ] as const) {
      const at = addMs(later, afterMs)
      assert.equal(pauseAfter(from(back, created(at)), at), pauseMs)
    }
  })

  test('is noted once a minute', () => {
    const back = from(old, seen(later))
    assert.equal(outcome(back, seen(addMs(later, MINUTE_MS - 1))), 'refuses: notDue')
    assert.equal(outcome(back, seen(addMs(later, MINUTE_MS))), 'customer-seen')
    // Who has just ordered is there.
    assert.equal(outcome(after(...STATES.created), seen(addMs(T0, SECOND_MS))), 'refuses: notDue')
  })

  test('need not wait five minutes after an outage', () => {
    let state = old
    for (let count = 0; count < 9; count += 1) state = from(state, failed(later))
    assert.equal(pauseAfter(state, later), 5 * MINUTE_MS)
    const back = from(state, seen(later))
    assert.equal(pauseAfter(back, later), 2 * SECOND_MS)
    for (const [afterMs, pauseMs] of [
      [SECOND_MS, 15 * SECOND_MS],
      [2 * MINUTE_MS - 1, 15 * SECOND_MS],
      [2 * MINUTE_MS, 5 * MINUTE_MS],
    ] as const) {
      const at = addMs(later, afterMs)
      assert.equal(pauseAfter(from(back, failed(at)), at), pauseMs)
    }
  })

  test('does not make anybody ask who was told to rest', () => {
    const resting = from(old, failed(later, MINUTE_MS))
    assert.equal(pauseAfter(from(resting, seen(later)), later), MINUTE_MS)
    assert.equal(pauseAfter(from(resting, wanted(later)), later), MINUTE_MS)
    const rested = from(resting, created(addMs(later, MINUTE_MS)), wanted(addMs(later, MINUTE_MS)))
    assert.equal(pauseAfter(rested, later), MINUTE_MS)
    const again = addMs(later, 2 * MINUTE_MS)
    for (const state of [rested, resting]) {
      assert.equal(pauseAfter(from(state, wanted(again)), again), 0, 'what was asked is over')
    }
  })
})

describe('a payment that could not be created', () => {
  const refusedAt = addMs(T0, HOUR_MS)
  const postponed = (at: Instant, retryAfterMs?: DurationMs): OrderCommand => ({
    type: 'report-postponed',
    at,
    reference: FIRST,
    key: key(1),
    code: 'internalError',
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  })
  /** Sent so often that the pauses are long by now. */
  function tired(): Order {
    let state = after(place())
    for (let count = 0; count < 6; count += 1) {
      const at = addMs(refusedAt, count * 10 * MINUTE_MS)
      state = from(state, send(1, { at }), postponed(at))
    }
    return state
  }
  const now = addMs(refusedAt, 50 * MINUTE_MS)

  test('is sent soon when its customer is there, and five times a minute at no time', () => {
    const state = tired()
    assert.equal(pauseAfter(state, now), 5 * MINUTE_MS)
    const back = from(state, seen(now))
    assert.equal(pauseAfter(back, now), 30 * SECOND_MS)
    const at = addMs(now, 30 * SECOND_MS)
    assert.equal(pauseAfter(from(back, send(1, { at }), postponed(at)), at), 30 * SECOND_MS)
  })

  test('is sent when the provider has asked for it, whoever waits', () => {
    const state = from(tired(), seen(now))
    const at = addMs(now, 30 * SECOND_MS)
    const resting = from(state, send(1, { at }), postponed(at, 10 * MINUTE_MS))
    assert.equal(pauseAfter(resting, at), 10 * MINUTE_MS)
    const later = addMs(at, MINUTE_MS)
    assert.equal(pauseAfter(from(resting, seen(later)), at), 10 * MINUTE_MS)
  })

  test('is sent soon when the answer was lost and the provider knows nothing of it', () => {
    const at = addMs(now, 30 * SECOND_MS)
    const unheard = { type: 'report-unknown', at, reference: FIRST, key: key(1), code: 'timeout' }
    const missing = { type: 'report-missing', at, reference: FIRST } as const
    const sent = [send(1, { at }), unheard as OrderCommand, missing]
    assert.equal(pauseAfter(from(tired(), seen(now), ...sent), at), 30 * SECOND_MS)
    const late = sent.map((each) => ({ ...each, at: addMs(now, HOUR_MS) }))
    const unseen = from(tired(), ...late)
    assert.equal(pauseAfter(unseen, addMs(now, HOUR_MS)), 5 * MINUTE_MS)
  })

  test('is looked for soon, where nobody knows whether it was', () => {
    const unknown = after(place(), send(1, { at: T0 }), lost(1))
    let state = unknown
    for (let count = 0; count < 9; count += 1) state = from(state, failed(now))
    assert.equal(pauseAfter(state, now), 5 * MINUTE_MS)
    assert.equal(pauseAfter(from(state, seen(now)), now), 2 * SECOND_MS)
  })
})

test('a customer whose payment is decided changes nothing', () => {
  const at = addMs(NOW, DAY_MS)
  for (const name of ['authorized', 'captured', 'aborted', 'expired', 'create refused'] as const) {
    assert.equal(outcome(after(...STATES[name]), seen(at)), 'refuses: notDue', name)
  }
})
