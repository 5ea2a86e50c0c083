import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, HOUR_MS, minorUnits, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import {
  after,
  CAPTURE,
  done,
  FIRST,
  from,
  key,
  lost,
  NOW,
  outcome,
  paymentOf,
  place,
  read,
  reading,
  SECOND,
  send,
  STATES,
  T0,
} from '../../test-support/given-orders.ts'
import { order, type OrderCommand } from './decide.ts'
import { decisiveAttempt, remaining, type PaymentReading } from './order.ts'

function readAt(afterMs: number, payment: PaymentReading): OrderCommand {
  return read(payment, { at: addMs(NOW, afterMs) })
}

describe('reading', () => {
  test('begins after five seconds and goes on every two while the customer may approve', () => {
    const open = after(place(), send(1, { at: T0 }), { ...done(1), at: T0 } as OrderCommand)
    assert.equal(order.wakeAt(open), addMs(T0, 5 * SECOND_MS))
    const state = from(open, read(reading('CREATED'), { at: addMs(T0, 5 * SECOND_MS) }))
    assert.equal(order.wakeAt(state), addMs(T0, 7 * SECOND_MS))
  })

  for (const [ageMs, pauseMs] of [
    [10 * MINUTE_MS, 30 * SECOND_MS],
    [15 * MINUTE_MS, 5 * MINUTE_MS],
    [DAY_MS - MINUTE_MS, 5 * MINUTE_MS],
    [DAY_MS, 15 * MINUTE_MS],
    [180 * DAY_MS, 15 * MINUTE_MS],
  ] as const) {
    test(`pauses ${pauseMs / SECOND_MS} s at an age of ${ageMs / MINUTE_MS} min`, () => {
      const at = addMs(NOW, ageMs)
      const state = from(after(...STATES.created), read(reading('CREATED'), { at }))
      assert.equal(order.wakeAt(state), addMs(at, pauseMs))
    })
  }

  test('stops when nothing can change any more', () => {
    for (const name of ['aborted', 'expired', 'captured', 'released', 'terminated'] as const) {
      assert.equal(order.wakeAt(after(...STATES[name])), undefined, name)
    }
  })

  test('is done every day while something is reserved, until nothing can be', () => {
    assert.equal(order.wakeAt(after(...STATES.authorized)), addMs(NOW, DAY_MS))
    // It may be approved two months after it was begun.
    const approved = from(after(...STATES.created), readAt(60 * DAY_MS, reading('AUTHORIZED')))
    const late = from(approved, readAt(240 * DAY_MS, reading('AUTHORIZED')))
    assert.equal(late.attempts[0]?.nextReadAt, addMs(NOW, 241 * DAY_MS))
    const over = from(approved, readAt(241 * DAY_MS, reading('AUTHORIZED')))
    assert.equal(over.attempts[0]?.nextReadAt, undefined)
  })

  for (const [what, payment, atMost, afterADay] of [
    ['that may be approved', reading('CREATED'), 5 * MINUTE_MS, 15 * MINUTE_MS],
    ['that is reserved', reading('AUTHORIZED'), 5 * MINUTE_MS, 60 * MINUTE_MS],
  ] as const) {
    test(`is tried again soon after failures, of what ${what}`, () => {
      const at = addMs(NOW, HOUR_MS)
      let state = from(after(...STATES.created), readAt(HOUR_MS, payment))
      const failed = { type: 'report-read-failed', at, reference: FIRST, code: 'timeout' } as const
      for (let count = 1; count <= 300; count += 1) state = from(state, failed)
      assert.equal(order.wakeAt(state), addMs(at, atMost))
      assert.equal(order.wakeAt(from(state, failed)), addMs(at, afterADay))
    })
  }

  test('takes nothing for true that was true earlier', () => {
    const captured = after(...STATES.captured)
    for (const earlier of [reading('AUTHORIZED'), reading('CREATED'), reading('ABORTED')]) {
      const state = from(captured, read(earlier))
      assert.deepEqual(paymentOf(state), paymentOf(captured))
    }
  })

  test('is done again when it shows less than the log that was read after it', () => {
    const unsure = after(
      ...STATES.authorized,
      { ...CAPTURE, amount: minorUnits(400) },
      send(2),
      lost(2),
    )
    const state = from(unsure, read(reading('AUTHORIZED'), { keysDone: [key(2)] }))
    assert.equal(decisiveAttempt(state).intents[1]?.state, 'unknown')
    assert.equal(order.wakeAt(state), addMs(NOW, 2 * SECOND_MS))
    const captured = reading('AUTHORIZED', { captured: 400 })
    const settled = from(state, read(captured, { keysDone: [key(2)] }))
    assert.equal(decisiveAttempt(settled).intents[1]?.state, 'done')
    assert.deepEqual(paymentOf(settled), captured)
  })

  test('is done once more when it was wanted while one was under way', () => {
    const wanted = { type: 'want-read', at: NOW, reference: FIRST, cause: 'webhook' } as const
    const begun = from(after(...STATES.captured), wanted)
    const readsWanted = begun.attempts[0]?.readsWanted ?? 0
    const { payment } = decisiveAttempt(begun)
    assert.ok(payment)
    const report = { ...read(payment), readsWanted } as OrderCommand
    assert.equal(order.wakeAt(from(begun, report)), undefined)
    assert.equal(order.wakeAt(from(begun, wanted, report)), NOW)
  })

  test('is not wanted of an attempt that there is not', () => {
    const wanted = { type: 'want-read', at: NOW, reference: SECOND, cause: 'webhook' } as const
    assert.equal(outcome(after(...STATES.created), wanted), 'refuses: attemptNotFound')
  })

  test('tells of a payment that is gone', () => {
    const missing = { type: 'report-missing', at: NOW, reference: FIRST } as const
    const { attention } = from(after(...STATES.created), missing)
    assert.equal(attention[0]?.kind, 'paymentMissing')
  })
})

describe('what the customer has shared', () => {
  const address = { addressLine1: 'A', addressLine2: '', city: 'B', postCode: '1', country: 'NO' }
  const shared = {
    sub: 'who',
    userDetails: { firstName: 'Ada', addresses: [address] },
    shipping: { address, cost: minorUnits(50), optionId: 'home', optionName: 'Home' },
  }
  const seen = { ...reading('AUTHORIZED'), authorized: minorUnits(1_050), ...shared }

  test('is kept when a change is answered without it', () => {
    const answer = { ...reading('AUTHORIZED', { captured: 400 }), authorized: minorUnits(1_050) }
    const capture = { ...CAPTURE, amount: minorUnits(400) }
    const state = from(after(...STATES.created), read(seen), capture, send(2), done(2, answer))
    const { payment } = decisiveAttempt(state)
    assert.deepEqual(payment, { ...answer, ...shared })
    assert.equal(remaining(payment), 650)
  })

  test('is no change when it is read again, whatever the order of its members', () => {
    const state = from(after(...STATES.created), read(seen))
    const { country, ...rest } = address
    const again = { ...seen, userDetails: { addresses: [{ country, ...rest }], firstName: 'Ada' } }
    assert.equal(outcome(state, read(again)), 'payment-unchanged')
    const moved = { ...seen, userDetails: { firstName: 'Ada', addresses: [] } }
    assert.match(outcome(state, read(moved)), /^payment-changed/)
  })

  test('does not make an amount outdated: the delivery is added to what was asked for', () => {
    const state = from(after(...STATES.created), read(seen))
    assert.deepEqual([state.paidBy, state.attention], [FIRST, []])
  })
})
