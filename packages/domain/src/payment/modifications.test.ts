import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  approve,
  authenticationStarted,
  authorized,
  cancel,
  cancelled,
  CAPTURE_DEADLINE,
  capture,
  captured,
  created,
  ended,
  given,
  minutes,
  OCCASION,
  refund,
  REFUND_DEADLINE,
  refunded,
} from '../../test-support/given-payments.ts'
import { payment, type PaymentCommand, type PaymentRefusal } from './decide.ts'
import type { PaymentEvent } from './payment.ts'

const NOW = minutes(5)
const RESERVED = [created(), authorized()]
const CAPTURED = [...RESERVED, captured(400)]

function refuses(
  past: readonly PaymentEvent[],
  command: PaymentCommand,
  refusal: PaymentRefusal,
): void {
  assert.deepEqual(payment.decide(given(past), command), { refusal })
}

describe('the amount of a capture or refund', () => {
  for (const value of [0, -0, -1, -100, 0.5, 99.99, 1e300, Number.NaN, Infinity, -Infinity]) {
    test(`is not ${Object.is(value, -0) ? '-0' : value}`, () => {
      refuses(RESERVED, capture(NOW, value), 'invalidAmount')
      refuses(CAPTURED, refund(NOW, value), 'invalidAmount')
    })
  }

  for (const currency of ['DKK', 'EUR', 'SEK', 'nok', '']) {
    test(`of a payment in NOK is not in ${currency || 'no currency'}`, () => {
      const amount = { currency, value: 100 }
      refuses(RESERVED, capture(NOW, 100, { amount }), 'invalidAmount')
      refuses(CAPTURED, refund(NOW, 100, { amount }), 'invalidAmount')
    })
  }

  test('may be a single minor unit', () => {
    assert.ok('events' in payment.decide(given(RESERVED), capture(NOW, 1)))
    assert.ok('events' in payment.decide(given(CAPTURED), refund(NOW, 1)))
  })

  test('may be anything up to what remains, and no more', () => {
    assert.ok('events' in payment.decide(given(CAPTURED), capture(NOW, 600)))
    refuses(CAPTURED, capture(NOW, 601), 'captureExceedsReserved')
    assert.ok('events' in payment.decide(given(CAPTURED), refund(NOW, 400)))
    refuses(CAPTURED, refund(NOW, 401), 'refundExceedsCaptured')
  })
})

/** Each command breaks its own rule and all the rules below it that it can. */
const CAPTURE_PRECEDENCE = [
  ['referenceNotFound', [], capture(NOW, 0)],
  ['invalidAmount', [created()], capture(NOW, 0)],
  ['invalidAmount', [created(), ended('aborted')], capture(NOW, 0)],
  ['invalidAmount', [...RESERVED, captured(1000)], capture(CAPTURE_DEADLINE, 0)],
  ['captureBeforeReservation', [created()], capture(CAPTURE_DEADLINE, 5000)],
  [
    'captureBeforeReservation',
    [created(), authenticationStarted()],
    capture(NOW, 5000, { partialAllowed: false }),
  ],
  ['cannotBeCaptured', [created(), ended('expired')], capture(CAPTURE_DEADLINE, 5000)],
  ['cannotCaptureCancelled', [created(), ended('terminated')], capture(CAPTURE_DEADLINE, 5000)],
  ['alreadyCaptured', [...RESERVED, captured(1000)], capture(CAPTURE_DEADLINE, 5000)],
  ['capturePeriodExpired', [...RESERVED, cancelled(1000)], capture(CAPTURE_DEADLINE, 5000)],
  ['capturePeriodExpired', RESERVED, capture(CAPTURE_DEADLINE, 5000)],
  ['cannotCaptureCancelled', [...RESERVED, cancelled(1000)], capture(NOW, 5000)],
  ['captureExceedsReserved', CAPTURED, capture(NOW, 601, { partialAllowed: false })],
  ['mustCaptureFullAmount', CAPTURED, capture(NOW, 599, { partialAllowed: false })],
] as const

const REFUND_PRECEDENCE = [
  ['referenceNotFound', [], refund(NOW, 0)],
  ['invalidAmount', [created()], refund(NOW, 0, { allowed: false })],
  ['refundNotPossible', [created()], refund(REFUND_DEADLINE, 5000, { allowed: false })],
  ['refundNotPossible', CAPTURED, refund(NOW, 100, { allowed: false })],
  ['refundBeforeCapture', [created()], refund(REFUND_DEADLINE, 5000)],
  ['cannotBeRefunded', [created(), ended('terminated')], refund(REFUND_DEADLINE, 5000)],
  ['refundBeforeCapture', RESERVED, refund(REFUND_DEADLINE, 5000)],
  ['refundPeriodExpired', [...CAPTURED, refunded(400)], refund(REFUND_DEADLINE, 5000)],
  ['refundPeriodExpired', CAPTURED, refund(REFUND_DEADLINE, 5000)],
  ['alreadyRefunded', [...CAPTURED, refunded(400)], refund(NOW, 5000)],
  ['refundExceedsCaptured', CAPTURED, refund(NOW, 5000)],
] as const

const CANCEL_PRECEDENCE = [
  ['referenceNotFound', [], cancel(NOW, true)],
  ['cannotCancelProcessing', [created(), authenticationStarted()], cancel(NOW, true)],
  ['cannotBeCancelled', [created(), ended('aborted')], cancel(CAPTURE_DEADLINE, true)],
  ['cannotCancelAuthorized', [...RESERVED, captured(1000)], cancel(CAPTURE_DEADLINE, true)],
  ['cannotCancelAuthorized', RESERVED, cancel(CAPTURE_DEADLINE, true)],
  ['cannotCancelCaptured', [...RESERVED, captured(1000)], cancel(CAPTURE_DEADLINE)],
  ['cancelPeriodExpired', [...RESERVED, cancelled(1000)], cancel(CAPTURE_DEADLINE)],
  ['cannotBeCancelled', [...CAPTURED, cancelled(600)], cancel(NOW)],
] as const

for (const [name, precedence] of [
  ['a capture', CAPTURE_PRECEDENCE],
  ['a refund', REFUND_PRECEDENCE],
  ['a cancellation', CANCEL_PRECEDENCE],
] as const) {
  describe(`${name} that breaks several rules gets the first`, () => {
    precedence.forEach(([refusal, past, command], index) => {
      test(`${index + 1}. ${refusal}`, () => {
        refuses(past, command, refusal)
      })
    })
  })
}

describe('an event of a request', () => {
  test('carries the key and the reference of its own request', () => {
    const decision = payment.decide(given(RESERVED), capture(NOW, 100))
    assert.deepEqual(decision, {
      events: [{ type: 'captured', at: NOW, ...OCCASION, amount: 100 }],
    })
  })

  test('carries no key where the request had none', () => {
    const command = {
      type: 'cancel',
      at: NOW,
      pspReference: 'psp',
      transactionOnly: false,
    } as const
    const decision = payment.decide(given(RESERVED), command)
    assert.ok('events' in decision && decision.events[0])
    assert.ok(!('idempotencyKey' in decision.events[0]))
  })

  test('repeats the key of the create request when it is the approval', () => {
    const decision = payment.decide(given([created()]), approve(NOW))
    assert.ok('events' in decision && decision.events[0]?.type === 'authorized')
    assert.equal(decision.events[0].idempotencyKey, 'key-created')
  })

  test('has no key when it is the approval of a payment that was created without one', () => {
    const { idempotencyKey: _key, ...withoutKey } = created()
    const decision = payment.decide(given([withoutKey]), approve(NOW))
    assert.ok('events' in decision && decision.events[0])
    assert.ok(!('idempotencyKey' in decision.events[0]))
  })

  test('says who paid, and with which card', () => {
    const card = { network: 'BANKAXEPT', bin: '960000', declined: false } as const
    const decision = payment.decide(given([created()]), approve(NOW, { card }))
    assert.ok('events' in decision && decision.events[0]?.type === 'authorized')
    const [authorization] = decision.events
    assert.deepEqual(authorization.card, { network: 'BANKAXEPT', bin: '960000' })
    assert.equal(authorization.customer, '4712345678')
    assert.equal(authorization.amount, 1000)
  })
})
