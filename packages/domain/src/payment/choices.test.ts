import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { minorUnits } from '@kvitt/values'
import {
  ABROAD,
  createdExpress,
  DYNAMIC,
  ELSEWHERE,
  FIXED,
  group,
  HOME,
  offered,
  offerShipping,
  option,
  PROFILE,
} from '../../test-support/given-express.ts'
import {
  approve,
  authorized,
  created,
  ended,
  forceApprove,
  given,
  minutes,
} from '../../test-support/given-payments.ts'
import { payment, type PaymentCommand, type PaymentRefusal } from './decide.ts'
import { amountOf, type PaymentEvent } from './payment.ts'
import { defaultOption, type ShippingChoice } from './shipping.ts'

function choosing(shipping: ShippingChoice): PaymentCommand {
  return approve(minutes(3), { shipping })
}

const SHARING = approve(minutes(3), { profile: PROFILE })
const FIXED_PAYMENT = [createdExpress(FIXED)]
const ASKED = [createdExpress(DYNAMIC)]
const OFFERED = [...ASKED, offered()]
const WITH_SCOPE = [createdExpress(FIXED, 'name')]

describe('an approval is refused', () => {
  for (const [what, past, command, refusal] of [
    ['without an address', FIXED_PAYMENT, approve(minutes(3)), 'addressRequired'],
    ['to another country', FIXED_PAYMENT, choosing({ address: ABROAD }), 'addressNotServed'],
    [
      'of what is not offered',
      FIXED_PAYMENT,
      choosing({ address: HOME, optionId: 'FIXED' }),
      'shippingOptionNotFound',
    ],
    ['before anything is offered', ASKED, choosing({ address: HOME }), 'shippingNotOffered'],
    ['for another address', OFFERED, choosing({ address: ELSEWHERE }), 'shippingNotOffered'],
    [
      'of what was offered for another address',
      [...OFFERED, offered(ELSEWHERE)],
      choosing({ address: HOME }),
      'shippingNotOffered',
    ],
    ['without consent', WITH_SCOPE, choosing({ address: HOME }), 'consentRequired'],
    ['without consent first, then address', WITH_SCOPE, approve(minutes(3)), 'consentRequired'],
    ['with consent and no address', WITH_SCOPE, SHARING, 'addressRequired'],
    ['by force', FIXED_PAYMENT, forceApprove(minutes(3)), 'operationNotSupported'],
    [
      'when the card is declined, but only then',
      FIXED_PAYMENT,
      approve(minutes(3), {
        shipping: { address: HOME },
        card: { network: 'VISA', bin: '400000', declined: true },
      }),
      'cardDeclined',
    ],
  ] as const satisfies readonly (readonly [
    string,
    readonly PaymentEvent[],
    PaymentCommand,
    PaymentRefusal,
  ])[]) {
    test(`${what}: ${refusal}`, () => {
      assert.deepEqual(payment.decide(given(past), command), { refusal })
    })
  }
})

describe('an approval authorizes', () => {
  const shipping = {
    address: HOME,
    cost: minorUnits(99),
    optionId: 'fixed',
    optionName: 'By fixed',
  }
  const express = { amount: minorUnits(1099), shipping }

  for (const [what, past, command, change] of [
    ['goods and delivery', FIXED_PAYMENT, choosing({ address: HOME }), express],
    [
      'the delivery that was offered',
      OFFERED,
      choosing({ address: HOME, optionId: 'parcel locker' }),
      {
        ...express,
        shipping: { ...shipping, optionId: 'parcel locker', optionName: 'By parcel locker' },
      },
    ],
    [
      'what is shared, where it is asked for',
      WITH_SCOPE,
      approve(minutes(3), { profile: PROFILE, shipping: { address: HOME } }),
      { ...express, profile: PROFILE },
    ],
    ['nothing else where nothing is asked for', [created()], SHARING, {}],
    ['no delivery where there is none to choose', [created()], choosing({ address: HOME }), {}],
  ] as const) {
    test(what, () => {
      const event = authorized({ at: minutes(3), pspReference: 'psp-command', ...change })
      assert.deepEqual(payment.decide(given(past), command), { events: [event] })
      const after = given([...past, event])
      assert.equal(after && amountOf(after).value, event.amount)
      assert.deepEqual(JSON.parse(JSON.stringify(after)), after)
    })
  }
})

describe('an offer', () => {
  test('holds until the next one, and beyond an authentication that fails', () => {
    const failed: readonly PaymentEvent[] = [
      { type: 'authentication-started', at: minutes(3), until: minutes(13) },
      { type: 'authentication-failed', at: minutes(4) },
    ]
    for (const past of [
      OFFERED,
      [...OFFERED, ...failed],
      [...ASKED, offered(ELSEWHERE), offered()],
    ]) {
      const decision = payment.decide(given(past), choosing({ address: HOME }))
      assert.ok('events' in decision)
    }
  })

  test('is not part of a payment that has ended', () => {
    for (const end of [ended('aborted'), ended('expired'), ended('terminated'), authorized()]) {
      assert.ok(!JSON.stringify(given([...OFFERED, end])).includes('parcel locker'))
    }
  })

  test('is not made where the options are fixed', () => {
    assert.deepEqual(payment.decide(given(FIXED_PAYMENT), offerShipping(minutes(3))), {
      refusal: 'shippingNotDynamic',
    })
  })
})

test('there is no default of nothing', () => {
  assert.equal(defaultOption([]), undefined)
  assert.equal(defaultOption([group([])]), undefined)
  assert.equal(defaultOption([group([option('one')])])?.id, 'one')
})
