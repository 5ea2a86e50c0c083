import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, minorUnits, type Instant } from '@kvitt/values'
import {
  approve,
  AUTHORIZED_AT,
  cancel,
  cancelled,
  capture,
  captured,
  created,
  given,
  LATE,
  refund,
  salesUnit,
} from '../../test-support/given-payments.ts'
import { settle } from '../decider.ts'
import type { SalesUnit } from '../sales-unit/sales-unit.ts'
import { deadlinesFrom } from './deadlines.ts'
import { payment, type PaymentCommand } from './decide.ts'
import { remainingToCapture, wakeAt, type CardNetwork, type PaymentEvent } from './payment.ts'

const UNITS = [
  { name: 'Norway', unit: salesUnit({ market: 'NO' }), captureDays: 180 },
  { name: 'Denmark', unit: salesUnit({ market: 'DK' }), captureDays: 14 },
  { name: 'Finland', unit: salesUnit({ market: 'FI' }), captureDays: 14 },
  {
    name: 'Denmark with late capture',
    unit: salesUnit({ market: 'DK', grants: { lateCapture: true } }),
    captureDays: 180,
  },
  {
    name: 'Finland with late capture',
    unit: salesUnit({ market: 'FI', grants: { lateCapture: true } }),
    captureDays: 180,
  },
  {
    name: 'Norway, where late capture is nothing more',
    unit: salesUnit({ market: 'NO', grants: { lateCapture: true } }),
    captureDays: 180,
  },
] as const

/** The events of a payment that a unit's customer approves, and those that follow. */
function reservedAt(unit: SalesUnit, ...later: readonly PaymentEvent[]): readonly PaymentEvent[] {
  const decision = payment.decide(given([created()]), approve(AUTHORIZED_AT, { salesUnit: unit }))
  assert.ok('events' in decision)
  return [created(), ...decision.events, ...later]
}

/** What a command comes to after time has acted, as the store decides it. */
function decided(events: readonly PaymentEvent[], command: PaymentCommand) {
  const before = given(events)
  assert.ok(before)
  const { state } = settle(payment, before, command.at, () => 'psp-time')
  return payment.decide(state, command)
}

function accepts(events: readonly PaymentEvent[], command: PaymentCommand): void {
  const decision = decided(events, command)
  assert.ok('events' in decision, JSON.stringify(decision))
  assert.equal(decision.events.length, 1)
}

function refuses(events: readonly PaymentEvent[], command: PaymentCommand, refusal: string): void {
  assert.deepEqual(decided(events, command), { refusal })
}

for (const { name, unit, captureDays } of UNITS) {
  const deadline = addMs(AUTHORIZED_AT, captureDays * DAY_MS)
  const early = addMs(deadline, -1)
  const late = addMs(deadline, 1)

  describe(`the capture deadline in ${name}`, () => {
    test(`is ${captureDays} exact days after the authorization`, () => {
      assert.equal(deadlinesFrom(AUTHORIZED_AT, unit, 'VISA').captureDeadline, deadline)
    })

    test('lets a capture and a cancellation through one millisecond before', () => {
      accepts(reservedAt(unit), capture(early, 1000))
      accepts(reservedAt(unit), cancel(early))
      accepts(reservedAt(unit, captured(400)), capture(early, 600))
    })

    for (const [when, at] of [
      ['at the very moment', deadline],
      ['one millisecond after', late],
    ] as const) {
      test(`refuses a capture and a cancellation ${when}`, () => {
        for (const events of [
          reservedAt(unit),
          reservedAt(unit, captured(400)),
          reservedAt(unit, cancelled(1000)),
          reservedAt(unit, captured(400), cancelled(600)),
        ]) {
          refuses(events, capture(at, 100), 'capturePeriodExpired')
          refuses(events, cancel(at), 'cancelPeriodExpired')
        }
      })

      test(`is nothing to a fully captured payment ${when}`, () => {
        refuses(reservedAt(unit, captured(1000)), capture(at, 100), 'alreadyCaptured')
        refuses(reservedAt(unit, captured(1000)), cancel(at), 'cannotCancelCaptured')
        accepts(reservedAt(unit, captured(1000)), refund(at, 100))
      })

      test(`refuses by itself, whether or not time has acted yet, ${when}`, () => {
        const state = given(reservedAt(unit))
        const refusals = [
          payment.decide(state, capture(at, 1000)),
          payment.decide(state, cancel(at)),
        ]
        assert.deepEqual(refusals, [
          { refusal: 'capturePeriodExpired' },
          { refusal: 'cancelPeriodExpired' },
        ])
      })
    }

    test('releases what remains at the moment itself and not before', () => {
      const before = given(reservedAt(unit, captured(400)))
      assert.ok(before)
      assert.equal(wakeAt(before), deadline)
      assert.deepEqual(settle(payment, before, early, () => 'psp-time').events, [])
      const released = [
        { type: 'cancelled', at: deadline, pspReference: 'psp-time', amount: minorUnits(600) },
      ]
      for (const at of [deadline, late, addMs(deadline, LATE)]) {
        assert.deepEqual(settle(payment, before, at, () => 'psp-time').events, released)
      }
    })

    test('leaves nothing to wake for once what remains is released', () => {
      const before = given(reservedAt(unit))
      assert.ok(before)
      const { state } = settle(payment, before, deadline, () => 'psp-time')
      assert.equal(wakeAt(state), undefined)
      assert.ok(state.state === 'AUTHORIZED')
      assert.equal(remainingToCapture(state), 0)
    })
  })

  describe(`the refund deadline in ${name}`, () => {
    const refundDeadline = addMs(AUTHORIZED_AT, 365 * DAY_MS)
    const capturedLate = captured(400, early)

    test('is 365 exact days after the authorization, not after the capture', () => {
      accepts(reservedAt(unit, capturedLate), refund(addMs(refundDeadline, -1), 400))
      refuses(reservedAt(unit, capturedLate), refund(refundDeadline, 400), 'refundPeriodExpired')
      const after = addMs(refundDeadline, 1)
      refuses(reservedAt(unit, capturedLate), refund(after, 400), 'refundPeriodExpired')
    })

    test('does not matter where nothing was captured', () => {
      for (const at of [addMs(refundDeadline, -1), refundDeadline]) {
        refuses(reservedAt(unit), refund(at, 400), 'refundBeforeCapture')
      }
    })
  })
}

/** Days, by network: the market's own deadline where that is sooner. */
const GUARANTEED = {
  NO: { VISA: 7, MASTERCARD: 30, BANKAXEPT: 7 },
  DK: { VISA: 7, MASTERCARD: 14, BANKAXEPT: 7 },
  FI: { VISA: 7, MASTERCARD: 14, BANKAXEPT: 7 },
} as const

describe('a capture is guaranteed', () => {
  for (const { name, unit } of UNITS) {
    for (const network of ['VISA', 'MASTERCARD', 'BANKAXEPT'] satisfies CardNetwork[]) {
      const days = GUARANTEED[unit.market][network]
      test(`for ${days} days on ${network} in ${name}`, () => {
        const { captureGuaranteedUntil } = deadlinesFrom(AUTHORIZED_AT, unit, network)
        assert.equal(captureGuaranteedUntil, addMs(AUTHORIZED_AT, days * DAY_MS))
      })
    }
  }

  test('no longer, but succeeds all the same until the deadline', () => {
    const unguaranteed: Instant = addMs(AUTHORIZED_AT, 31 * DAY_MS)
    accepts(reservedAt(salesUnit()), capture(unguaranteed, 1000))
  })
})
