import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS, MINUTE_MS, type Currency, type Market } from '@kvitt/values'
import {
  create,
  created,
  given,
  MSN,
  OCCASION,
  REFERENCE,
  request,
  salesUnit,
  T0,
} from '../../test-support/given-payments.ts'
import { payment } from './decide.ts'
import { brokenRule, missingParameter, type PaymentRequest } from './terms.ts'

const LONG_LIVING = salesUnit({ grants: { longLiving: true } })

function breaks(change: Partial<PaymentRequest>, unit = salesUnit()): string | undefined {
  return brokenRule(request(change), unit, T0)
}

describe('a payment that is created', () => {
  test('is CREATED on the terms of its request', () => {
    const command = create(T0, {
      request: request({
        description: 'One pair of socks',
        customer: { phoneNumber: '4712345678', known: true },
        minimumUserAge: 18,
        profileScope: 'name email',
        receiptUrl: 'https://shop.example/receipt',
        metadata: { order: '7' },
        blocksCommercialCards: false,
        strict: true,
      }),
    })
    assert.deepEqual(payment.decide(undefined, command), {
      events: [
        {
          type: 'created',
          at: T0,
          ...OCCASION,
          msn: MSN,
          reference: REFERENCE,
          token: 'token',
          expiresAt: addMs(T0, 10 * MINUTE_MS),
          terms: {
            amount: { currency: 'NOK', value: 1000 },
            method: 'WALLET',
            userFlow: 'WEB_REDIRECT',
            customerInteraction: 'CUSTOMER_NOT_PRESENT',
            returnUrl: 'https://shop.example/return',
            description: 'One pair of socks',
            customerPhoneNumber: '4712345678',
            minimumUserAge: 18,
            profileScope: 'name email',
            receiptUrl: 'https://shop.example/receipt',
            metadata: { order: '7' },
          },
        },
      ],
    })
  })

  test('remembers that commercial cards are blocked', () => {
    const salesUnitInDenmark = salesUnit({ market: 'DK' })
    const command = create(T0, {
      salesUnit: salesUnitInDenmark,
      request: request({
        amount: { currency: 'DKK', value: 100 },
        blocksCommercialCards: true,
      }),
    })
    const decision = payment.decide(undefined, command)
    assert.ok('events' in decision && decision.events[0]?.type === 'created')
    assert.equal(decision.events[0].terms.blocksCommercialCards, true)
  })

  test('takes its reference for good: another request is refused before it is looked at', () => {
    const broken = create(T0, { request: request({ amount: { currency: 'EUR', value: -1 } }) })
    assert.deepEqual(payment.decide(given([created()]), broken), { refusal: 'referenceExists' })
  })

  test('is not there when its request breaks a rule', () => {
    const broken = create(T0, { request: request({ amount: { currency: 'NOK', value: -1 } }) })
    assert.deepEqual(payment.decide(undefined, broken), { refusal: 'invalidAmount' })
  })
})

describe('the amount of a payment', () => {
  for (const [currency, market, least] of [
    ['NOK', 'NO', 100],
    ['DKK', 'DK', 1],
    ['EUR', 'FI', 1],
  ] as const satisfies readonly (readonly [Currency, Market, number])[]) {
    test(`is at least ${least} in ${currency}`, () => {
      const unit = salesUnit({ market })
      const of = (value: number) => breaks({ amount: { currency, value } }, unit)
      assert.equal(of(least), undefined)
      assert.equal(of(least - 1), 'amountTooSmall')
      assert.equal(of(0), 'amountTooSmall')
    })
  }

  test('is at most 65,000,000 minor units', () => {
    assert.equal(breaks({ amount: { currency: 'NOK', value: 65_000_000 } }), undefined)
    assert.equal(breaks({ amount: { currency: 'NOK', value: 65_000_001 } }), 'invalidAmount')
  })

  for (const value of [-1, 0.5, 1998.9999999999998, Number.NaN, Infinity]) {
    test(`is not ${value}`, () => {
      assert.equal(breaks({ amount: { currency: 'NOK', value } }), 'invalidAmount')
    })
  }

  for (const market of ['NO', 'DK', 'FI'] as const) {
    for (const currency of ['NOK', 'DKK', 'EUR'] as const) {
      const own = { NO: 'NOK', DK: 'DKK', FI: 'EUR' }[market] === currency
      test(`is ${own ? '' : 'not '}in ${currency} at a unit in ${market}`, () => {
        const broken = breaks({ amount: { currency, value: 1000 } }, salesUnit({ market }))
        assert.equal(broken, own ? undefined : 'invalidCurrency')
      })
    }
  }
})

describe('expiresAt', () => {
  for (const [what, afterMs, refusal] of [
    ['is not in the past', -1, 'expiresTooSoon'],
    ['is not now', 0, 'expiresTooSoon'],
    ['is not exactly ten minutes ahead', 10 * MINUTE_MS, 'expiresTooSoon'],
    ['may be one millisecond more than ten minutes ahead', 10 * MINUTE_MS + 1, undefined],
    ['may be one millisecond less than 60 days ahead', 60 * DAY_MS - 1, undefined],
    ['is not exactly 60 days ahead', 60 * DAY_MS, 'expiresTooLate'],
    ['is not years ahead', 1000 * DAY_MS, 'expiresTooLate'],
  ] as const) {
    test(what, () => {
      const expiresAt = addMs(T0, afterMs)
      assert.equal(breaks({ expiresAt, receipt: {} }, LONG_LIVING), refusal)
    })
  }

  test('needs a sales unit that is approved for it, and a receipt', () => {
    const expiresAt = addMs(T0, DAY_MS)
    assert.equal(breaks({ expiresAt, receipt: {} }), 'longLivingNotAllowed')
    assert.equal(breaks({ expiresAt }, LONG_LIVING), 'longLivingNeedsReceipt')
  })
})

describe('metadata', () => {
  const pairs = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'value']))

  for (const [what, metadata, refusal] of [
    ['may be empty', {}, undefined],
    ['may have five pairs', pairs(5), undefined],
    ['does not have six', pairs(6), 'tooMuchMetadata'],
    ['may have a key of 100 characters', { ['k'.repeat(100)]: '' }, undefined],
    ['has no key of 101', { ['k'.repeat(101)]: '' }, 'metadataKeyTooLong'],
    ['may have a value of 500 characters', { key: 'v'.repeat(500) }, undefined],
    ['has no value of 501', { key: 'v'.repeat(501) }, 'metadataValueTooLong'],
  ] as const) {
    test(what, () => {
      assert.equal(breaks({ metadata }), refusal)
    })
  }
})

describe('the customer of a payment', () => {
  const PUSH = salesUnit({ grants: { push: true } })

  test('has a phone number that is one', () => {
    for (const phoneNumber of ['', '12345678', '+4712345678', '0712345678']) {
      assert.equal(breaks({ customer: { phoneNumber, known: true } }), 'invalidPhoneNumber')
    }
  })

  test('must be known where the payment is pushed to a phone', () => {
    const customer = { phoneNumber: '4799999999', known: false }
    assert.equal(breaks({ userFlow: 'PUSH_MESSAGE', customer }, PUSH), 'customerNotFound')
    const known = { phoneNumber: '4712345678', known: true }
    assert.equal(breaks({ userFlow: 'PUSH_MESSAGE', customer: known }, PUSH), undefined)
  })

  test('may be unknown where somebody else may take over on the landing page', () => {
    assert.equal(breaks({ customer: { phoneNumber: '4799999999', known: false } }), undefined)
  })
})

describe('what a flow needs', () => {
  const unit = salesUnit()
  const { returnUrl: _returnUrl, ...withoutReturnUrl } = request()

  test('is a return URL for WEB_REDIRECT', () => {
    assert.equal(missingParameter(withoutReturnUrl, unit), 'returnUrl')
    assert.equal(missingParameter({ ...withoutReturnUrl, returnUrl: '' }, unit), 'returnUrl')
  })

  test('is a customer for PUSH_MESSAGE', () => {
    const push = { ...withoutReturnUrl, userFlow: 'PUSH_MESSAGE' } as const
    assert.equal(missingParameter(push, unit), 'customer')
  })

  test('is neither for NATIVE_REDIRECT', () => {
    const native = { ...withoutReturnUrl, userFlow: 'NATIVE_REDIRECT' } as const
    assert.equal(missingParameter(native, unit), undefined)
  })
})
