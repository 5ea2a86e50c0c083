import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS } from '@kvitt/values'
import { request, salesUnit, T0 } from '../../test-support/given-payments.ts'
import { brokenRule, invalidScopes, termsOf, type PaymentRequest } from './terms.ts'

const GRANTED = salesUnit({ grants: { card: true, longLiving: true, push: true } })

function breaks(change: Partial<PaymentRequest>, unit = GRANTED): string | undefined {
  return brokenRule(request({ method: 'CARD', ...change }), unit, T0)
}

describe('a payment by card', () => {
  test('is let through where it is granted', () => {
    assert.equal(breaks({}), undefined)
    assert.equal(breaks({}, salesUnit()), 'cardNotAllowed')
  })

  for (const userFlow of ['NATIVE_REDIRECT', 'PUSH_MESSAGE', 'QR'] as const) {
    test(`does not go with ${userFlow}`, () => {
      const customer = { phoneNumber: '4712345678', known: true }
      assert.equal(breaks({ userFlow, customer }), 'invalidPaymentMethodType')
    })
  }

  test('cannot ask for a profile: there is nobody to consent', () => {
    assert.equal(breaks({ profileScope: 'name email' }), 'invalidScope')
    const asked = request({ method: 'CARD', profileScope: 'name email' })
    assert.deepEqual(invalidScopes(asked), ['name', 'email'])
    assert.equal(breaks({ profileScope: '' }), undefined)
  })

  test('does not live long', () => {
    const expiresAt = addMs(T0, DAY_MS)
    assert.equal(breaks({ expiresAt, receipt: {} }), 'longLivingNotAllowed')
  })

  test('cannot block sources of an app that it does not use', () => {
    const denmark = salesUnit({ market: 'DK', grants: { card: true } })
    const amount = { currency: 'DKK', value: 1000 } as const
    assert.equal(breaks({ amount }, denmark), undefined)
    assert.equal(breaks({ amount, blocksCommercialCards: true }, denmark), 'blockingNotApplicable')
  })
})

describe('the links of a merchant’s terms', () => {
  for (const [url, refusal] of [
    ['https://shop.example/terms', undefined],
    ['http://localhost:3000/terms', undefined],
    ['http://shop.example/terms', 'invalidUrl'],
    ['javascript:alert(1)', 'invalidUrl'],
  ] as const) {
    test(`${url} ${refusal ? 'are refused' : 'are kept'}`, () => {
      for (const legalLinks of [{ termsOfSaleUrl: url }, { privacyPolicyUrl: url }]) {
        const asked = request({ legalLinks })
        assert.equal(brokenRule(asked, GRANTED, T0), refusal)
        assert.deepEqual(termsOf(asked, GRANTED, T0).terms.legalLinks, legalLinks)
      }
    })
  }
})
