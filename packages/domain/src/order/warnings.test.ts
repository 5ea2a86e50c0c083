import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, type Currency } from '@kvitt/values'
import {
  after,
  done,
  FIRST,
  from,
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

const warn = (days: number): OrderCommand => ({
  type: 'warn',
  at: addMs(NOW, days * DAY_MS),
  reference: FIRST,
})

/** Reserved by a customer of some market, with a guarantee of some days; none is told if undefined. */
function reserved(currency: Currency, guaranteedDays?: number): Order {
  const command = place()
  assert.ok(command.type === 'place')
  const payment = {
    ...reading('AUTHORIZED'),
    ...(guaranteedDays !== undefined && {
      captureGuaranteedUntil: addMs(NOW, guaranteedDays * DAY_MS),
    }),
  }
  return after({ ...command, currency }, send(1, { at: T0 }), done(1), read(payment))
}

describe('before a reservation is released, somebody is told once more', () => {
  for (const [currency, guaranteedDays, first, second] of [
    ['NOK', undefined, 5, 178],
    ['NOK', 30, 28, 178],
    ['DKK', undefined, 5, 12],
    ['EUR', 7, 5, 12],
  ] as const) {
    test(`of ${currency}, guaranteed for ${guaranteedDays ?? 'nobody says how many'} days`, () => {
      const state = reserved(currency, guaranteedDays)
      assert.equal(outcome(state, warn(first - 0.01)), 'refuses: notDue')
      const warned = from(state, warn(first))
      assert.equal(warned.attention.at(-1)?.kind, 'guaranteeEnding')
      assert.equal(outcome(warned, warn(second - 0.01)), 'refuses: notDue')
      assert.equal(outcome(warned, warn(second)), 'reservationEnding')
      assert.equal(outcome(from(warned, warn(second)), warn(second)), 'refuses: notDue')
    })
  }

  test('but not where the guarantee lasts as long', () => {
    const warned = from(reserved('DKK', 14), warn(12))
    assert.deepEqual(
      warned.attention.map(({ kind }) => kind),
      ['guaranteeEnding'],
    )
    assert.equal(outcome(warned, warn(13)), 'refuses: notDue')
  })

  test('of both at once, where nobody has asked for long', () => {
    assert.equal(outcome(reserved('DKK', 7), warn(13)), 'guaranteeEnding, reservationEnding')
  })

  test('and not once nothing is reserved', () => {
    const captured = after(...STATES.captured)
    assert.equal(outcome(captured, warn(178)), 'refuses: notDue')
    assert.equal(order.wakeAt(captured), undefined)
  })
})
