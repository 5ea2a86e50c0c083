import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addMs, DAY_MS } from '@kvitt/values'
import { group, option } from '../../test-support/given-express.ts'
import { request, salesUnit, T0 } from '../../test-support/given-payments.ts'
import type { SalesUnit } from '../sales-unit/sales-unit.ts'
import {
  brokenRule,
  invalidScopes,
  TERMS_RULES,
  type PaymentRequest,
  type TermsRefusal,
} from './terms.ts'

interface Asked {
  readonly request: PaymentRequest
  readonly unit: SalesUnit
}

/** A request that breaks no rule at a unit with every grant, and with nothing forbidden in it. */
const FINE: Asked = {
  request: request(),
  unit: salesUnit({ grants: { push: true, longLiving: true, express: true } }),
}

const CUSTOMER = { phoneNumber: '4712345678', known: true }

function asking(change: Partial<PaymentRequest>): (asked: Asked) => Asked {
  return (asked) => ({ ...asked, request: { ...asked.request, ...change } })
}

function refusing(grant: 'push' | 'longLiving' | 'card' | 'express'): (asked: Asked) => Asked {
  return ({ request: asked, unit }) => ({
    request: asked,
    unit: { ...unit, grants: { ...unit.grants, [grant]: false } },
  })
}

/** Ahead by so many days, with whatever else the request has. */
function living(days: number, receipt: { readonly receipt?: unknown } = { receipt: {} }) {
  return asking({ expiresAt: addMs(T0, days * DAY_MS), ...receipt })
}

const EXPRESS = { fixedOptions: [group([option('one')])] }

/** For each rule the code of its refusal and how to break it, and it alone, in a fine request. */
const BROKEN: Record<TermsRefusal, { code: number; by: readonly ((asked: Asked) => Asked)[] }> = {
  invalidAmount: { code: 4040, by: [asking({ amount: { currency: 'NOK', value: -1 } })] },
  invalidCustomerToken: { code: 4050, by: [asking({ namelessCustomer: 'customerToken' })] },
  invalidPersonalQr: { code: 4060, by: [asking({ namelessCustomer: 'personalQr' })] },
  invalidPhoneNumber: {
    code: 4070,
    by: [asking({ customer: { phoneNumber: '123', known: true } })],
  },
  invalidScope: { code: 4080, by: [asking({ profileScope: 'shoeSize' })] },
  invalidUrl: { code: 4090, by: [asking({ receiptUrl: 'http://shop.example' })] },
  tooMuchMetadata: {
    code: 4100,
    by: [asking({ metadata: { a: '', b: '', c: '', d: '', e: '', f: '' } })],
  },
  metadataRepeatsName: { code: 4110, by: [asking({ metadataRepeatsName: true })] },
  metadataKeyTooLong: { code: 4120, by: [asking({ metadata: { ['k'.repeat(101)]: '' } })] },
  metadataValueTooLong: { code: 4130, by: [asking({ metadata: { key: 'v'.repeat(501) } })] },
  missingParameter: { code: 4140, by: [asking({ returnUrl: '', userFlow: 'WEB_REDIRECT' })] },
  invalidPaymentMethodType: { code: 4160, by: [asking({ cardPassthrough: true })] },
  blockingNotApplicable: { code: 5010, by: [asking({ blocksCommercialCards: true })] },
  expressNotAllowed: {
    code: 5020,
    by: [asking({ shipping: EXPRESS, profileScope: 'name' }), refusing('express')],
  },
  illegalScope: { code: 5030, by: [asking({ profileScope: 'name nin' })] },
  invalidCurrency: { code: 5040, by: [asking({ amount: { currency: 'DKK', value: 1000 } })] },
  longLivingNotAllowed: { code: 5050, by: [living(1), refusing('longLiving')] },
  bankAccountNotVerified: {
    code: 5060,
    by: [
      ({ request: asked, unit }) => ({
        request: asked,
        unit: { ...unit, bankAccountVerified: false },
      }),
    ],
  },
  salesUnitDeactivated: {
    code: 5070,
    by: [({ request: asked, unit }) => ({ request: asked, unit: { ...unit, deactivated: true } })],
  },
  pushNotAllowed: {
    code: 5080,
    by: [asking({ userFlow: 'PUSH_MESSAGE', customer: CUSTOMER }), refusing('push')],
  },
  amountTooSmall: { code: 6010, by: [asking({ amount: { currency: 'NOK', value: 99 } })] },
  expiresTooLate: { code: 6110, by: [living(60)] },
  expiresTooSoon: { code: 6120, by: [living(0)] },
  longLivingNeedsReceipt: { code: 6130, by: [living(1, {})] },
  customerNotFound: {
    code: 7010,
    by: [
      asking({
        method: 'WALLET',
        userFlow: 'PUSH_MESSAGE',
        customer: { ...CUSTOMER, known: false },
      }),
    ],
  },
  cardNotAllowed: {
    code: 10060,
    by: [asking({ method: 'CARD', userFlow: 'WEB_REDIRECT' }), refusing('card')],
  },
}

const RULES: readonly TermsRefusal[] = TERMS_RULES.map(([name]) => name)

function broken(...rules: readonly TermsRefusal[]): Asked {
  return rules.flatMap((rule) => BROKEN[rule].by).reduce((asked, change) => change(asked), FINE)
}

function ruleOf({ request: asked, unit }: Asked): TermsRefusal | undefined {
  return brokenRule(asked, unit, T0)
}

/** How to break two neighbours at once where their separate ways get in each other's way. */
const TOGETHER: Partial<Record<TermsRefusal, Asked | 'impossible'>> = {
  invalidCustomerToken: 'impossible',
  customerNotFound: 'impossible',
  tooMuchMetadata: {
    ...FINE,
    request: request({
      metadata: { a: '', b: '', c: '', d: '', e: '', f: '' },
      metadataRepeatsName: true,
    }),
  },
  metadataKeyTooLong: {
    ...FINE,
    request: request({ metadata: { ['k'.repeat(101)]: '', key: 'v'.repeat(501) } }),
  },
  expiresTooLate: 'impossible',
  expiresTooSoon: living(0, {})(FINE),
}

describe('the rules for a new payment', () => {
  test('let a fine request through', () => {
    assert.equal(ruleOf(FINE), undefined)
  })

  for (const rule of RULES) {
    test(`refuse with ${BROKEN[rule].code} ${rule}`, () => {
      assert.equal(ruleOf(broken(rule)), rule)
    })
  }

  test('are looked for in the order of their codes', () => {
    const codes = RULES.map((rule) => BROKEN[rule].code)
    assert.deepEqual(
      codes,
      codes.toSorted((left, right) => left - right),
    )
    assert.equal(new Set(codes).size, RULES.length)
  })

  test('are all of them', () => {
    assert.deepEqual(Object.keys(BROKEN).toSorted(), RULES.toSorted())
  })

  RULES.slice(1).forEach((second, index) => {
    const first = RULES[index]
    assert.ok(first)
    const both = TOGETHER[first] ?? broken(first, second)
    if (both === 'impossible') {
      test(`cannot be ${first} and ${second} at once`, () => {
        assert.equal(ruleOf(broken(first, second)), second)
        assert.equal(ruleOf(broken(second, first)), first)
      })
      return
    }
    test(`refuse with ${first} before ${second}`, () => {
      assert.equal(ruleOf(both), first)
      const brokenToo = TERMS_RULES.find(([name]) => name === second)
      assert.ok(brokenToo?.[1](both.request, both.unit, T0), `${second} is broken as well`)
    })
  })
})

describe('the scope of a profile', () => {
  for (const [scope, refusal] of [
    ['', undefined],
    ['name', undefined],
    ['name address email phoneNumber birthDate', undefined],
    ['  name   email ', undefined],
    ['name name', undefined],
    ['name,email', 'invalidScope'],
    ['Name', 'invalidScope'],
    ['openid', 'invalidScope'],
    ['name shoeSize', 'invalidScope'],
    ['nin shoeSize', 'invalidScope'],
    ['nin', 'illegalScope'],
    ['accountNumbers', 'illegalScope'],
  ] as const) {
    test(`${JSON.stringify(scope)} ${refusal ? `is refused with ${refusal}` : 'may be asked for'}`, () => {
      assert.equal(ruleOf(asking({ profileScope: scope })(FINE)), refusal)
    })
  }

  test('is told word by word where it is invalid', () => {
    assert.deepEqual(invalidScopes(request({ profileScope: 'name shoeSize nin hat' })), [
      'shoeSize',
      'hat',
    ])
    assert.deepEqual(invalidScopes(request()), [])
  })

  for (const scope of ['nin', 'accountNumbers'] as const) {
    test(`${scope} may be asked for by a unit that is granted it, and by no other`, () => {
      const granted = salesUnit({ grants: { [scope]: true } })
      assert.equal(brokenRule(request({ profileScope: scope }), granted, T0), undefined)
      const profileScope = 'nin accountNumbers'
      assert.equal(brokenRule(request({ profileScope }), granted, T0), 'illegalScope')
    })
  }
})
