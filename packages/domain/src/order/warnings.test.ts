import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, minorUnits, type Currency } from '@kvitt/values'
import {
  after,
  CANCEL,
  CAPTURE,
  done,
  FIRST,
  from,
  NOW,
  outcome,
  place,
  read,
  reading,
  refuse,
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

function kinds({ attention }: Order): readonly string[] {
  return attention.map(({ kind }) => kind)
}

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

  for (const [what, ending] of [
    ['captured in full', [CAPTURE, send(2), done(2, reading('AUTHORIZED', { captured: 1_000 }))]],
    ['released', [CANCEL, send(2), done(2, reading('AUTHORIZED', { cancelled: 1_000 }))]],
    ['captured elsewhere', [read(reading('AUTHORIZED', { captured: 1_000 }))]],
  ] as const) {
    test(`and no longer once it is ${what}: nobody has to say so`, () => {
      const warned = from(reserved('DKK', 7), warn(13))
      const over = from(warned, ...ending)
      assert.deepEqual(over.attention, [])
      assert.equal(order.wakeAt(over), undefined)
    })
  }

  test('still after a part is captured, and what else asks for attention stays', () => {
    const part = { ...CAPTURE, amount: minorUnits(400) }
    const captured = (sum: number) => done(2, reading('AUTHORIZED', { captured: sum }))
    const warned = from(reserved('NOK', 7), warn(5), { ...part, isLast: false }, send(2))
    assert.deepEqual(kinds(from(warned, captured(400))), ['guaranteeEnding'])
    const refused = from(reserved('NOK', 7), warn(5), CAPTURE, send(2), refuse(2))
    assert.deepEqual(kinds(refused), ['guaranteeEnding', 'captureRefused'])
    const over = from(refused, read(reading('AUTHORIZED', { captured: 1_000 })))
    assert.deepEqual(kinds(over), ['captureRefused'])
  })

  test('and not once nothing is reserved', () => {
    const captured = after(...STATES.captured)
    assert.equal(outcome(captured, warn(178)), 'refuses: notDue')
    assert.equal(order.wakeAt(captured), undefined)
  })
})
