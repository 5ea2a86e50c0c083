import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  addMs,
  DAY_MS,
  HOUR_MS,
  minorUnits,
  MINUTE_MS,
  SECOND_MS,
  type Instant,
} from '@kvitt/values'
import {
  after,
  AGAIN,
  done,
  FIRST,
  from,
  NOW,
  outcome,
  place,
  read,
  reading,
  refuse,
  SECOND,
  send,
  T0,
} from '../../test-support/given-orders.ts'
import { order, type OrderCommand } from './decide.ts'
import { attemptOf, type OrderPolicy } from './order.ts'

function placeUntil(expiresAt: Instant, policy: Partial<OrderPolicy> = {}): OrderCommand {
  const command = place(policy)
  assert.ok(command.type === 'place')
  return { ...command, terms: { ...command.terms, expiresAt } }
}

const IN_A_WEEK = addMs(T0, 7 * DAY_MS)

describe('an order that waits until a moment', () => {
  for (const [what, expiresAt, expected] of [
    ['has passed', addMs(T0, -DAY_MS), 'refuses: expiryOutOfRange'],
    ['is 11 minutes away', addMs(T0, 11 * MINUTE_MS), 'refuses: expiryOutOfRange'],
    [
      'is a little further away',
      addMs(T0, 11 * MINUTE_MS + 1),
      'placed, attempt-started, create recorded',
    ],
    [
      'is just nearer than 60 days',
      addMs(T0, 60 * DAY_MS - 1),
      'placed, attempt-started, create recorded',
    ],
    ['is 60 days away', addMs(T0, 60 * DAY_MS), 'refuses: expiryOutOfRange'],
  ] as const) {
    test(`that ${what}: ${expected}`, () => {
      assert.equal(outcome(undefined, placeUntil(expiresAt)), expected)
    })
  }

  test('has it for its first attempt and those that begin in time', () => {
    const state = after(placeUntil(IN_A_WEEK), send(1), refuse(1), AGAIN)
    assert.equal(attemptOf(state, FIRST)?.expiresAt, IN_A_WEEK)
    assert.equal(attemptOf(state, SECOND)?.expiresAt, IN_A_WEEK)
  })

  test('has later attempts wait as long as any: the moment is too near or over', () => {
    const late = { ...AGAIN, at: addMs(IN_A_WEEK, -MINUTE_MS) }
    const state = after(placeUntil(IN_A_WEEK), send(1), refuse(1), late)
    assert.equal(attemptOf(state, SECOND)?.expiresAt, undefined)
  })

  test('may have a later attempt wait until another', () => {
    const placed = after(placeUntil(IN_A_WEEK), send(1), refuse(1))
    const expiresAt = addMs(IN_A_WEEK, 7 * DAY_MS)
    const again = { ...AGAIN, expiresAt, amount: minorUnits(1_000) }
    assert.equal(attemptOf(from(placed, again), SECOND)?.expiresAt, expiresAt)
    assert.equal(outcome(placed, { ...again, expiresAt: NOW }), 'refuses: expiryOutOfRange')
  })

  test('is read when the moment has come, and not only by the schedule', () => {
    const created = after(placeUntil(IN_A_WEEK), send(1), done(1))
    const at = addMs(IN_A_WEEK, -10 * MINUTE_MS)
    const state = from(created, read(reading('CREATED'), { at }))
    assert.equal(order.wakeAt(state), addMs(IN_A_WEEK, SECOND_MS))
  })

  test('is read on when the schedule is over and the moment has not come', () => {
    const steps = [{ untilAgeMs: HOUR_MS, everyMs: 2 * SECOND_MS }]
    const poll = { firstMs: 5 * SECOND_MS, steps }
    const created = after(placeUntil(IN_A_WEEK, { poll }), send(1), done(1))
    const at = addMs(NOW, DAY_MS)
    const state = from(created, read(reading('CREATED'), { at }))
    assert.equal(order.wakeAt(state), addMs(at, 15 * MINUTE_MS))
  })

  test('is read again soon while the provider, whose clock is behind, still lets it wait', () => {
    const created = after(placeUntil(IN_A_WEEK), send(1), done(1))
    const at = addMs(IN_A_WEEK, SECOND_MS)
    const state = from(created, read(reading('CREATED'), { at }))
    assert.equal(order.wakeAt(state), addMs(IN_A_WEEK, 5 * SECOND_MS))
    const later = from(state, read(reading('EXPIRED'), { at: addMs(IN_A_WEEK, 5 * SECOND_MS) }))
    assert.equal(order.wakeAt(later), undefined)
  })
})
