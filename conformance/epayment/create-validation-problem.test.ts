/**
 * Values that break the JSON type or the documented pattern, length or enumeration are told field
 * by field, all in one answer and without a number.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { assertInvalid, refused } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

const LINE = {
  id: '1',
  name: 'Socks',
  totalAmount: 1,
  totalAmountExcludingTax: 1,
  totalTaxAmount: 0,
}

/** One violation each: what is sent, the path it is told of, and the sentence. */
const VIOLATIONS: readonly (readonly [changes: object, name: string, reason: string | RegExp])[] = [
  [{ amount: 100 }, 'amount', /^The field Amount must be/],
  [
    { amount: { currency: 'NOK', value: '100' } },
    'amount.value',
    /^The field Amount\.value must be/,
  ],
  [{ amount: { currency: 'SEK', value: 100 } }, 'amount.currency', /NOK, DKK, EUR\.$/],
  [{ amount: { currency: 'nok', value: 100 } }, 'amount.currency', /NOK, DKK, EUR\.$/],
  [
    { reference: 'short' },
    'reference',
    "The field Reference must match the regular expression '^[a-zA-Z0-9-]{8,64}$'.",
  ],
  [{ userFlow: 'web_redirect' }, 'userFlow', /^The field UserFlow must be one of WEB_REDIRECT, /],
  [{ paymentMethod: { type: 'CASH' } }, 'paymentMethod.type', /^The field PaymentMethod\.type /],
  [
    { paymentMethod: { type: 'WALLET', blockedSources: ['ALL'] } },
    'paymentMethod.blockedSources.0',
    /COMMERCIAL_CARDS\.$/,
  ],
  [
    { paymentDescription: 'ab' },
    'paymentDescription',
    /minimum length of 3 and a maximum length of 100\.$/,
  ],
  [
    { paymentDescription: 'x'.repeat(101) },
    'paymentDescription',
    /minimum length of 3 and a maximum length of 100\.$/,
  ],
  [
    { returnUrl: `https://a.example/${'x'.repeat(2_500)}` },
    'returnUrl',
    /maximum length of 2500\.$/,
  ],
  [{ returnUrl: 7 }, 'returnUrl', /^The field ReturnUrl must be/],
  [
    { minimumUserAge: 101 },
    'minimumUserAge',
    /^The field MinimumUserAge must be between 0 and 100\.$/,
  ],
  [
    { minimumUserAge: -1 },
    'minimumUserAge',
    /^The field MinimumUserAge must be between 0 and 100\.$/,
  ],
  [{ minimumUserAge: 1.5 }, 'minimumUserAge', /^The field MinimumUserAge must be/],
  [{ customerInteraction: 'MAYBE' }, 'customerInteraction', /^The field CustomerInteraction /],
  [{ expiresAt: 'tomorrow' }, 'expiresAt', /^The field ExpiresAt /],
  [{ expiresAt: '2026-02-30T12:00:00Z' }, 'expiresAt', /^The field ExpiresAt /],
  [{ expiresAt: '2026-12-24T18:00:00' }, 'expiresAt', /^The field ExpiresAt /],
  [{ metadata: { order: { id: 1 } } }, 'metadata.order', /^The field Metadata\.order must be/],
  [{ metadata: ['order'] }, 'metadata', /^The field Metadata must be/],
  [{ profile: 'name' }, 'profile', /^The field Profile must be/],
  [
    { receipt: { orderLines: [], bottomLine: { currency: 'NOK' } } },
    'receipt.orderLines',
    /1 entries/,
  ],
  [
    { receipt: { orderLines: [LINE], bottomLine: {} } },
    'receipt.bottomLine.currency',
    /is required/,
  ],
  [
    { receipt: { orderLines: [{ ...LINE, totalAmount: 1.5 }], bottomLine: { currency: 'NOK' } } },
    'receipt.orderLines.0.totalAmount',
    /^The field Receipt\.orderLines\.0\.totalAmount must be/,
  ],
  [
    { customer: { phoneNumber: '4712345678', customerToken: 'token' } },
    'customer',
    'Only one of phoneNumber, personalQr and customerToken may be given.',
  ],
]

describe('a violation is told of', () => {
  for (const [changes, name, reason] of VIOLATIONS) {
    test(`${name} in ${JSON.stringify(changes).slice(0, 60)}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      assertInvalid(await merchant.create(changes), { [name]: reason })
    })
  }
})

test('all violations are in one answer', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.create({
    reference: 'short',
    userFlow: 'NONE',
    amount: { value: 'much' },
    paymentDescription: '',
    expiresAt: '2026-02-30T12:00:00Z',
  })
  const names = refused(answer, 400).extraDetails?.map(({ name }) => name)
  assert.deepEqual(
    new Set(names),
    new Set([
      'amount.currency',
      'amount.value',
      'reference',
      'userFlow',
      'paymentDescription',
      'expiresAt',
    ]),
  )
})

test('the problem has the documented title, detail and instance', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const { title, detail, instance } = refused(await merchant.create({ reference: 'short' }), 400)
  assert.deepEqual(
    { title, detail, instance },
    {
      title: 'Bad Request',
      detail: 'See extraDetails for further details',
      instance: '/v1/payments',
    },
  )
})

test('validation comes before every numbered problem', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  const answer = await merchant.create({ reference, value: 1, paymentDescription: 'ab' })
  assertInvalid(answer, { paymentDescription: /minimum length of 3/ })
})
