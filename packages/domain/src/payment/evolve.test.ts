import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minorUnits } from '@kvitt/values'
import {
  authenticationStarted,
  authorized,
  AUTHORIZED_AT,
  BY_CARD,
  cancelled,
  CAPTURE_DEADLINE,
  captured,
  created,
  CUSTOMER,
  customerAsked,
  ended,
  EXPIRES_AT,
  failed,
  given,
  minutes,
  MSN,
  processingStarted,
  REFERENCE,
  REFUND_DEADLINE,
  refunded,
  T0,
} from '../../test-support/given-payments.ts'
import { createdExpress, DYNAMIC, offered } from '../../test-support/given-express.ts'
import { evolve, sumsOf, type PaymentEvent } from './payment.ts'

const EVENTS = {
  created: created(),
  'customer-asked': customerAsked(),
  'authentication-started': authenticationStarted(),
  'authentication-failed': { type: 'authentication-failed', at: minutes(3) },
  'processing-started': processingStarted(),
  'shipping-offered': offered(),
  authorized: authorized(),
  aborted: ended('aborted'),
  expired: ended('expired'),
  terminated: ended('terminated'),
  captured: captured(400),
  refunded: refunded(400),
  cancelled: cancelled(1000),
  'capture-failed': failed('capture-failed', 400),
  'refund-failed': failed('refund-failed', 400),
  'cancel-failed': failed('cancel-failed', 1000),
} as const satisfies Record<PaymentEvent['type'], PaymentEvent>

/** Every state, and the events that it can have; all others are impossible. */
const STATES = [
  { name: 'none', past: [], possible: ['created'] },
  {
    name: 'CREATED',
    past: [created()],
    possible: [
      'customer-asked',
      'authentication-started',
      'processing-started',
      'authorized',
      'aborted',
      'expired',
      'terminated',
    ],
  },
  {
    name: 'CREATED, customer authenticating',
    past: [created(), authenticationStarted()],
    possible: ['authentication-failed', 'processing-started', 'authorized'],
  },
  {
    name: 'CREATED, by card, customer authenticating',
    past: [created({ terms: BY_CARD }), authenticationStarted()],
    possible: ['authentication-failed', 'processing-started', 'authorized', 'aborted'],
  },
  {
    name: 'CREATED, result unknown',
    past: [created(), processingStarted()],
    possible: ['authorized'],
  },
  {
    name: 'CREATED, result unknown and never to come',
    past: [created(), { type: 'processing-started', at: minutes(2), until: minutes(62) }],
    possible: ['expired'],
  },
  {
    name: 'CREATED, Express',
    past: [createdExpress(DYNAMIC), offered()],
    possible: [
      'customer-asked',
      'authentication-started',
      'processing-started',
      'shipping-offered',
      'authorized',
      'aborted',
      'expired',
      'terminated',
    ],
  },
  {
    name: 'CREATED, Express, customer authenticating',
    past: [createdExpress(DYNAMIC), authenticationStarted()],
    possible: ['authentication-failed', 'processing-started', 'shipping-offered', 'authorized'],
  },
  {
    name: 'AUTHORIZED, untouched',
    past: [created(), authorized()],
    possible: ['captured', 'cancelled', 'capture-failed', 'cancel-failed'],
  },
  {
    name: 'AUTHORIZED, fully captured',
    past: [created(), authorized(), captured(1000)],
    possible: ['refunded', 'refund-failed'],
  },
  {
    name: 'AUTHORIZED, fully refunded',
    past: [created(), authorized(), captured(1000), refunded(1000)],
    possible: [],
  },
  {
    name: 'AUTHORIZED, fully cancelled',
    past: [created(), authorized(), cancelled(1000)],
    possible: [],
  },
  {
    name: 'AUTHORIZED, part captured and the rest cancelled',
    past: [created(), authorized(), captured(400), cancelled(600)],
    possible: ['refunded', 'refund-failed'],
  },
  { name: 'ABORTED', past: [created(), ended('aborted')], possible: [] },
  { name: 'EXPIRED', past: [created(), ended('expired')], possible: [] },
  { name: 'TERMINATED', past: [created(), ended('terminated')], possible: [] },
] as const satisfies readonly {
  name: string
  past: readonly PaymentEvent[]
  possible: readonly PaymentEvent['type'][]
}[]

for (const { name, past, possible } of STATES) {
  describe(`a payment in state ${name}`, () => {
    for (const event of Object.values(EVENTS)) {
      if (possible.some((type) => type === event.type)) {
        test(`can have been ${event.type}`, () => {
          assert.doesNotThrow(() => evolve(given(past), event))
        })
      } else {
        test(`cannot have been ${event.type}`, () => {
          assert.throws(() => evolve(given(past), event), /^Error: impossible: payment in state/)
        })
      }
    }
  })
}

describe('an event that moves money', () => {
  const part = [created(), authorized(), captured(400)]

  for (const [what, past, event] of [
    ['captures more than remains', part, captured(601)],
    ['captures nothing', part, captured(0)],
    ['captures more than was authorized', [created(), authorized()], captured(1001)],
    ['captures again what was refunded', [...part, cancelled(600), refunded(400)], captured(1)],
    ['refunds more than was captured', part, refunded(401)],
    ['refunds more than is left of it', [...part, refunded(300)], refunded(101)],
    ['refunds nothing', part, refunded(0)],
    ['cancels more than remains', part, cancelled(601)],
    ['cancels less than remains', part, cancelled(599)],
    ['fails to capture more than remains', part, failed('capture-failed', 601)],
    ['fails to refund more than was captured', part, failed('refund-failed', 401)],
    ['fails to cancel less than remains', part, failed('cancel-failed', 599)],
    ['cancels nothing', [...part, cancelled(600)], cancelled(0)],
  ] as const) {
    test(`is impossible where it ${what}`, () => {
      assert.throws(() => evolve(given(past), event), /^Error: impossible: payment in state/)
    })
  }

  test('is possible up to all that there is', () => {
    const state = given([...part, captured(600), refunded(400), refunded(600)])
    assert.ok(state)
    assert.deepEqual(sumsOf(state), {
      authorized: 1000,
      captured: 1000,
      cancelled: 0,
      refunded: 1000,
    })
  })
})

describe('what is kept of a payment', () => {
  const identity = {
    msn: MSN,
    reference: REFERENCE,
    pspReference: 'psp-created',
    token: 'token',
    createdAt: T0,
    createKey: 'key-created',
    terms: created().terms,
  }

  test('when it is created: who it is, what was agreed, when it expires', () => {
    const state = given([created()])
    assert.deepEqual(state, { ...identity, state: 'CREATED', expiresAt: EXPIRES_AT })
  })

  test('when it came without an idempotency key: no key', () => {
    const { idempotencyKey: _key, ...event } = created()
    const state = given([event])
    assert.ok(state && !('createKey' in state))
  })

  test('when it is authorized: the reservation and its deadlines, and no expiry', () => {
    assert.deepEqual(given([created(), authenticationStarted(), authorized()]), {
      ...identity,
      state: 'AUTHORIZED',
      authorization: {
        at: AUTHORIZED_AT,
        amount: 1000,
        customer: CUSTOMER,
        card: { network: 'MASTERCARD', bin: '510000' },
        captureDeadline: CAPTURE_DEADLINE,
        refundDeadline: REFUND_DEADLINE,
        captureGuaranteedUntil: authorized().captureGuaranteedUntil,
      },
      captured: 0,
      cancelled: 0,
      refunded: 0,
    })
  })

  for (const [type, state] of [
    ['aborted', 'ABORTED'],
    ['expired', 'EXPIRED'],
    ['terminated', 'TERMINATED'],
  ] as const) {
    test(`when it is ${type}: when that was`, () => {
      const after = given([created(), ended(type)])
      assert.deepEqual(after, { ...identity, state, endedAt: minutes(2) })
    })
  }

  test('is JSON', () => {
    for (const { past } of STATES) {
      const state = given(past)
      if (state) assert.deepEqual(JSON.parse(JSON.stringify(state)), state)
    }
  })
})

describe('the four sums', () => {
  const NOTHING = { authorized: 0, cancelled: 0, captured: 0, refunded: 0 }

  for (const [name, past, sums] of [
    ['a payment that waits', [created()], NOTHING],
    ['an aborted payment', [created(), ended('aborted')], NOTHING],
    ['an expired payment', [created(), ended('expired')], NOTHING],
    [
      'a terminated payment: all of it counts as cancelled',
      [created(), ended('terminated')],
      { ...NOTHING, cancelled: 1000 },
    ],
    ['a reserved payment', [created(), authorized()], { ...NOTHING, authorized: 1000 }],
    [
      'a payment of which 250 were captured and the rest cancelled',
      [created(), authorized(), captured(250), cancelled(750)],
      { authorized: 1000, cancelled: 750, captured: 250, refunded: 0 },
    ],
    [
      'a payment that was captured and refunded in parts',
      [created(), authorized(), captured(300), captured(200), refunded(100), refunded(50)],
      { authorized: 1000, cancelled: 0, captured: 500, refunded: 150 },
    ],
  ] as const) {
    test(`of ${name}`, () => {
      const state = given(past)
      assert.ok(state)
      assert.deepEqual(sumsOf(state), sums)
    })
  }

  test('say what was authorized, should that differ from what was asked', () => {
    const state = given([created(), authorized({ amount: minorUnits(1200) })])
    assert.ok(state)
    assert.equal(sumsOf(state).authorized, 1200)
  })
})
