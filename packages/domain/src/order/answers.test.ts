import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minorUnits, ONE } from '@kvitt/values'
import {
  after,
  AGAIN,
  CANCEL,
  CAPTURE,
  done,
  FIRST,
  from,
  NOW,
  read,
  reading,
  refuse,
  send,
  STATES,
} from '../../test-support/given-orders.ts'
import type { OrderCommand } from './decide.ts'
import { dutyOf } from './duty.ts'
import { decisiveAttempt, type Order, type PaymentReading } from './order.ts'

/** What is to be done of an order, and how far it has come. */
function intents(state: Order): readonly string[] {
  return decisiveAttempt(state).intents.map((intent) => `${intent.type} ${intent.state}`)
}

describe('an answer of the provider', () => {
  test('to a cancellation that shows nothing released is read back', () => {
    const cancelled = from(after(...STATES.authorized), CANCEL, send(2))
    const state = from(cancelled, done(2, reading('AUTHORIZED')))
    assert.deepEqual(intents(state), ['create done', 'cancel unknown'])
    assert.deepEqual(dutyOf(state, NOW), { type: 'read', reference: FIRST })
  })

  for (const [what, refused] of Object.entries({
    capture: after(...STATES['capture refused']),
    cancellation: from(after(...STATES.authorized), CANCEL, send(2), refuse(2)),
  })) {
    test(`that refuses a ${what} has the payment read: it is not as it was known to be`, () => {
      assert.deepEqual(dutyOf(refused, NOW), { type: 'read', reference: FIRST })
    })
  }
})

test('what another attempt is for is said of no change but its own', () => {
  const lines = [{ id: 'hat', name: 'Hat', quantity: ONE, amount: 500 }]
  const again = { ...AGAIN, amount: minorUnits(500), receipt: {}, lines }
  const state = from(after(...STATES.created), again)
  const changes = state.attempts.flatMap((attempt) => attempt.intents)
  assert.deepEqual(
    changes.map(({ type, amount, lines: shares }) => [type, amount, shares]),
    [
      ['create', 0, undefined],
      ['cancel', 0, undefined],
      ['create', 0, undefined],
    ],
  )
})

describe('what is left after the last capture', () => {
  const part = (amount: number, isLast: boolean): OrderCommand => ({
    ...CAPTURE,
    amount: minorUnits(amount),
    isLast,
  })
  const showing = (captured: number): PaymentReading => reading('AUTHORIZED', { captured })

  test('is released when the captures that were asked for after it are done too', () => {
    const both = from(after(...STATES.authorized), part(400, true), part(300, false))
    const first = from(both, send(2), done(2, showing(400)))
    assert.deepEqual(intents(first), ['create done', 'capture done', 'capture recorded'])
    const state = from(first, send(3), done(3, showing(700)))
    assert.deepEqual(intents(state).slice(2), ['capture done', 'cancel recorded'])
  })

  test('stays reserved when the provider refuses to release it: somebody is told, once', () => {
    const captured = from(after(...STATES.authorized), part(400, true), send(2))
    const refused = from(captured, done(2, showing(400)), send(3), refuse(3))
    const state = from(refused, read(showing(400)), read(showing(400)))
    assert.deepEqual(intents(state), ['create done', 'capture done', 'cancel refused'])
    assert.deepEqual(
      state.attention.map(({ kind }) => kind),
      ['cancelRefused'],
    )
  })
})
