import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { OPERATIONS } from '@kvitt/contract'
import { canonicalText } from './canonical-text.ts'

const BODY = {
  amount: { currency: 'NOK', value: 49_900 },
  paymentMethod: { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] },
  customer: { phoneNumber: '4712345678' },
  reference: 'acme-shop-1',
  userFlow: 'WEB_REDIRECT',
  returnUrl: 'https://example.com/thanks',
  paymentDescription: 'Two pairs of socks',
  metadata: { till: '7', shift: 'late' },
  receipt: {
    orderLines: [
      {
        name: 'Socks',
        id: 'socks',
        totalAmount: 49_900,
        totalAmountExcludingTax: 39_920,
        totalTaxAmount: 9_980,
        taxRate: 2_500,
        unitInfo: { unitPrice: 24_950, quantity: '2', quantityUnit: 'PCS' },
      },
    ],
    bottomLine: { currency: 'NOK', receiptNumber: '4' },
  },
  shipping: {
    fixedOptions: [
      {
        type: 'HOME_DELIVERY',
        brand: 'POSTEN',
        isDefault: true,
        options: [
          {
            id: 'home',
            name: 'To the door',
            isDefault: true,
            priority: 0,
            amount: { currency: 'NOK', value: 9_900 },
          },
        ],
      },
    ],
  },
}

describe('canonicalText', () => {
  test('is the same in whatever order the members of a body came, at every depth', () => {
    assert.equal(textOf(backwards(BODY)), textOf(BODY))
    assert.notEqual(JSON.stringify(backwards(BODY)), JSON.stringify(BODY))
  })

  test('tells bodies apart that differ in one name or value', () => {
    const others = [
      { ...BODY, amount: { currency: 'NOK', value: 49_901 } },
      { ...BODY, metadata: { till: '7', shift: 'early' } },
      { ...BODY, metadata: { till: '7' } },
      { ...BODY, metadata: { till: 'shift', 7: 'late' } },
    ]
    const texts = [BODY, ...others].map(textOf)
    assert.equal(new Set(texts).size, texts.length)
  })

  test('takes a body that is not there', () => {
    assert.equal(canonicalText(undefined), '')
    assert.equal(canonicalText({}), '{}')
  })
})

function textOf(body: unknown): string {
  return canonicalText(OPERATIONS.createPayment.body.schema.parse(body))
}

/** The same value with the members of every object in the opposite order. */
function backwards(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(backwards)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [name, backwards(member)] as const)
  return Object.fromEntries(members.toReversed())
}
