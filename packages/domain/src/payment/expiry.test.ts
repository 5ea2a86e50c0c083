import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, MINUTE_MS, type Instant } from '@kvitt/values'
import {
  approve,
  create,
  created,
  EXPIRES_AT,
  given,
  LATE,
  minutes,
  request,
  salesUnit,
  T0,
  tick,
} from '../../test-support/given-payments.ts'
import { settle } from '../decider.ts'
import { payment } from './decide.ts'
import { wakeAt, type Payment, type PaymentEvent } from './payment.ts'

/** The authentication that starts nine minutes after the creation and may run for ten. */
const STARTED_AT = minutes(9)
const UNTIL = minutes(19)

function waiting(...later: readonly PaymentEvent[]): Payment {
  const state = given([created(), ...later])
  assert.ok(state)
  return state
}

function authenticating(): Payment {
  return waiting({ type: 'authentication-started', at: STARTED_AT, until: UNTIL })
}

function eventsByTime(state: Payment, at: Instant): readonly PaymentEvent[] {
  return settle(payment, state, at, () => 'psp-time').events
}

describe('a payment that waits for its customer', () => {
  test('expires ten minutes after its creation when the merchant names no other time', () => {
    const decision = payment.decide(undefined, create(T0))
    assert.ok('events' in decision)
    const [event] = decision.events
    assert.ok(event?.type === 'created')
    assert.equal(event.expiresAt, addMs(T0, 10 * MINUTE_MS))
  })

  test('expires at the time that the merchant names', () => {
    const expiresAt = addMs(T0, 59 * DAY_MS)
    const decision = payment.decide(
      undefined,
      create(T0, {
        salesUnit: salesUnit({ grants: { longLiving: true } }),
        request: request({ expiresAt, receipt: {} }),
      }),
    )
    assert.ok('events' in decision)
    const state = given(decision.events)
    assert.ok(state)
    assert.equal(wakeAt(state), expiresAt)
    assert.deepEqual(eventsByTime(state, addMs(expiresAt, -1)), [])
    assert.equal(eventsByTime(state, expiresAt)[0]?.type, 'expired')
  })

  test('does not expire one millisecond early', () => {
    assert.deepEqual(eventsByTime(waiting(), addMs(EXPIRES_AT, -1)), [])
  })

  for (const [when, at] of [
    ['at the very moment', EXPIRES_AT],
    ['one millisecond after', addMs(EXPIRES_AT, 1)],
    ['long after', addMs(EXPIRES_AT, LATE)],
  ] as const) {
    test(`expires when time acts ${when}, and says when it fell due`, () => {
      assert.deepEqual(eventsByTime(waiting(), at), [
        { type: 'expired', at: EXPIRES_AT, pspReference: 'psp-time' },
      ])
    })
  }

  test('may be approved until the moment it expires, and not at it', () => {
    const early = addMs(EXPIRES_AT, -1)
    const before = settle(payment, waiting(), early, () => 'psp-time').state
    assert.ok('events' in payment.decide(before, approve(early)))
    const after = settle(payment, waiting(), EXPIRES_AT, () => 'psp-time').state
    assert.deepEqual(payment.decide(after, approve(EXPIRES_AT)), { refusal: 'noLongerValid' })
  })

  test('takes no notice of a tick that comes too early', () => {
    assert.deepEqual(payment.decide(waiting(), tick(addMs(EXPIRES_AT, -1))), { events: [] })
  })
})

describe('a payment whose customer is being authenticated', () => {
  test('gives the attempt ten minutes', () => {
    const decision = payment.decide(waiting(), { type: 'start-authentication', at: STARTED_AT })
    assert.deepEqual(decision, {
      events: [{ type: 'authentication-started', at: STARTED_AT, until: UNTIL }],
    })
  })

  test('does not expire while the attempt runs', () => {
    assert.equal(wakeAt(authenticating()), UNTIL)
    for (const at of [EXPIRES_AT, addMs(EXPIRES_AT, 1), addMs(UNTIL, -1)]) {
      assert.deepEqual(eventsByTime(authenticating(), at), [])
    }
  })

  test('may still be approved after the time at which it would have expired', () => {
    const at = addMs(UNTIL, -1)
    const { state } = settle(payment, authenticating(), at, () => 'psp-time')
    const decision = payment.decide(state, approve(at))
    assert.equal('events' in decision && decision.events[0]?.type, 'authorized')
  })

  test('expires in the moment in which an attempt fails that ran past its expiry', () => {
    for (const at of [UNTIL, addMs(UNTIL, 1), addMs(UNTIL, LATE)]) {
      assert.deepEqual(eventsByTime(authenticating(), at), [
        { type: 'authentication-failed', at: UNTIL },
        { type: 'expired', at: UNTIL, pspReference: 'psp-time' },
      ])
    }
  })

  test('expires in the moment in which the customer gives up after its expiry', () => {
    const gaveUpAt = minutes(15)
    const state = payment.evolve(authenticating(), { type: 'authentication-failed', at: gaveUpAt })
    assert.equal(wakeAt(state), gaveUpAt)
    assert.deepEqual(eventsByTime(state, addMs(gaveUpAt, LATE)), [
      { type: 'expired', at: gaveUpAt, pspReference: 'psp-time' },
    ])
  })

  test('keeps its expiry when the attempt fails before it', () => {
    const started = waiting({ type: 'authentication-started', at: T0, until: EXPIRES_AT })
    const state = payment.evolve(started, { type: 'authentication-failed', at: minutes(1) })
    assert.deepEqual(state, waiting())
  })

  test('may be authenticated once more after a failed attempt', () => {
    const state = payment.evolve(
      waiting({ type: 'authentication-started', at: minutes(1), until: minutes(11) }),
      { type: 'authentication-failed', at: minutes(2) },
    )
    const decision = payment.decide(state, { type: 'start-authentication', at: minutes(3) })
    assert.deepEqual(decision, {
      events: [{ type: 'authentication-started', at: minutes(3), until: minutes(13) }],
    })
  })
})
