/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/test-environment/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, minorUnits, type Currency } from '@kvitt/values'
import {
  approve,
  authenticationStarted,
  authorized,
  BY_CARD,
  captured,
  created,
  forceApprove,
  given,
  minutes,
  OCCASION,
  PROCESSED_AT,
  refund,
  salesUnit,
  tick,
  UNKNOWN,
} from '../../test-support/given-payments.ts'
import { settle } from '../decider.ts'
import { payment, type PaymentCommand } from './decide.ts'
import { declineOf } from './decline.ts'
import type { Payment, PaymentEvent, PaymentTerms } from './payment.ts'

const AT = minutes(5)
const FAILED = { events: [{ type: 'authentication-failed', at: AT }] }

function termsOf(value: number, currency: Currency = 'NOK'): PaymentTerms {
  return { ...created().terms, amount: { currency, value: minorUnits(value) } }
}

function waiting(terms: PaymentTerms, ...later: readonly PaymentEvent[]): Payment {
  const state = given([created({ terms }), ...later])
  assert.ok(state)
  return state
}

function typesOf(state: Payment, command: PaymentCommand): readonly string[] {
  const decision = payment.decide(state, command)
  return 'events' in decision ? decision.events.map(({ type }) => type) : [decision.refusal]
}

describe('an amount that is declined', () => {
  for (const [value, reason] of [
    [151, 'insufficientFunds'],
    [182, 'refusedByIssuer'],
    [183, 'suspectedFraud'],
    [184, 'withdrawalLimitExceeded'],
    [186, 'expiredCard'],
    [187, 'invalidCard'],
  ] as const) {
    test(`${value}: ${reason}, whatever the card and the currency`, () => {
      assert.equal(declineOf(termsOf(value), {}), reason)
      assert.equal(declineOf(termsOf(value, 'EUR'), { declined: true }), reason)
    })

    test(`${value} leaves the payment waiting for another try`, () => {
      assert.deepEqual(typesOf(waiting(termsOf(value)), approve(AT)), ['cardDeclined'])
    })

    test(`${value} ends a payment by card, and says why`, () => {
      const terms = { ...termsOf(value), method: 'CARD' } as const
      const state = waiting(terms, authenticationStarted())
      const { pspReference } = OCCASION
      assert.deepEqual(payment.decide(state, approve(AT)), {
        events: [{ type: 'aborted', at: AT, pspReference, declined: reason }],
      })
    })

    test(`${value} is approved by force`, () => {
      assert.deepEqual(typesOf(waiting(termsOf(value)), forceApprove(AT)), ['authorized'])
    })
  }

  test('is no other than these', () => {
    const declined = Array.from({ length: 300 }, (_, value) => value).filter((value) =>
      declineOf(termsOf(value), {}),
    )
    assert.deepEqual(declined, [151, 182, 183, 184, 186, 187])
  })
})

describe('197, 3-D Secure denied,', () => {
  test('asks for the step, and the step fails', () => {
    const state = waiting(termsOf(197))
    assert.deepEqual(typesOf(state, approve(AT)), ['authentication-started'])
    const authenticating = waiting(termsOf(197), authenticationStarted())
    assert.deepEqual(payment.decide(authenticating, approve(AT)), FAILED)
  })

  test('fails by card as well, and the payment waits', () => {
    const terms = { ...termsOf(197), method: 'CARD' } as const
    assert.deepEqual(payment.decide(waiting(terms, authenticationStarted()), approve(AT)), FAILED)
  })
})

describe('202, authentication demanded,', () => {
  test('asks for the step, and is authorized with it', () => {
    assert.deepEqual(typesOf(waiting(termsOf(202)), approve(AT)), ['authentication-started'])
    const authenticating = waiting(termsOf(202), authenticationStarted())
    assert.deepEqual(typesOf(authenticating, approve(AT)), ['authorized'])
  })
})

describe('a card that asks for extra identification', () => {
  const card = { network: 'VISA', bin: '492503', authenticated: true } as const

  test('has the customer authenticated, whatever the amount and the currency', () => {
    for (const currency of ['NOK', 'DKK', 'EUR'] as const) {
      const state = waiting(termsOf(1_000, currency))
      assert.deepEqual(typesOf(state, approve(AT, { card })), ['authentication-started'])
    }
    const authenticating = waiting(termsOf(1_000), authenticationStarted())
    assert.deepEqual(typesOf(authenticating, approve(AT, { card })), ['authorized'])
  })

  test('is charged by force without it', () => {
    assert.deepEqual(typesOf(waiting(termsOf(1_000)), forceApprove(AT)), ['authorized'])
  })
})

describe('197 and 202', () => {
  for (const value of [197, 202]) {
    test(`${value} means nothing outside Norway, and nothing by force`, () => {
      for (const currency of ['DKK', 'EUR'] as const) {
        assert.deepEqual(typesOf(waiting(termsOf(value, currency)), approve(AT)), ['authorized'])
      }
      assert.deepEqual(typesOf(waiting(termsOf(value)), forceApprove(AT)), ['authorized'])
    })
  }
})

describe('201, result unknown,', () => {
  test('is authorized after an hour, with the deadlines of that moment', () => {
    const started = payment.decide(waiting(UNKNOWN), approve(minutes(2)))
    assert.ok('events' in started)
    const state = waiting(UNKNOWN, ...started.events)
    const { state: after, events } = settle(payment, state, PROCESSED_AT, () => 'psp-time')
    assert.deepEqual(
      events.map(({ type }) => type),
      ['authorized'],
    )
    assert.ok(after.state === 'AUTHORIZED')
    assert.equal(after.authorization.at, PROCESSED_AT)
    assert.equal(after.authorization.captureDeadline, addMs(PROCESSED_AT, 180 * DAY_MS))
  })

  test('repeats the key of the request that created it', () => {
    const started = payment.decide(waiting(UNKNOWN), approve(minutes(2)))
    assert.ok('events' in started)
    const state = waiting(UNKNOWN, ...started.events)
    const decision = payment.decide(state, tick(PROCESSED_AT))
    assert.ok('events' in decision && decision.events[0]?.type === 'authorized')
    assert.equal(decision.events[0].idempotencyKey, 'key-created')
  })

  test('outlives the expiry, and expires when no result ever comes', () => {
    const started = payment.decide(waiting(UNKNOWN), approve(minutes(2), { resultLost: true }))
    assert.ok('events' in started)
    const state = waiting(UNKNOWN, ...started.events)
    assert.deepEqual(settle(payment, state, minutes(61), () => 'psp-time').events, [])
    assert.deepEqual(settle(payment, state, minutes(63), () => 'psp-time').events, [
      { type: 'expired', at: PROCESSED_AT, pspReference: 'psp-time' },
    ])
  })

  test('by card comes after the step', () => {
    const terms = { ...UNKNOWN, method: 'CARD' } as const
    assert.deepEqual(typesOf(waiting(terms), approve(AT)), ['authentication-started'])
    const authenticating = waiting(terms, authenticationStarted())
    assert.deepEqual(typesOf(authenticating, approve(AT)), ['processing-started'])
  })
})

describe('a refund of', () => {
  const state = given([created(), authorized(), captured(1000)])

  for (const [value, refusal] of [
    [122, 'refunded'],
    [123, 'cannotBeRefunded'],
    [124, 'refundPeriodExpired'],
    [125, 'refunded'],
  ] as const) {
    test(`${value} comes to ${refusal}`, () => {
      assert.ok(state)
      assert.deepEqual(typesOf(state, refund(AT, value)), [refusal])
    })
  }

  test('123 is first of all too much where it is', () => {
    const little = given([created(), authorized(), captured(100)])
    assert.ok(little)
    assert.deepEqual(typesOf(little, refund(AT, 123)), ['refundExceedsCaptured'])
  })
})

test('a payment by card takes whoever pays and whatever unit it is through the step', () => {
  const denmark = salesUnit({ market: 'DK' })
  const state = waiting(BY_CARD)
  assert.deepEqual(typesOf(state, approve(AT, { salesUnit: denmark })), ['authentication-started'])
})
