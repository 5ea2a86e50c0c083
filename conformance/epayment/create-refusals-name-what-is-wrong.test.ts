/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { CUSTOMERS, DENMARK, FINLAND, NORWAY } from '../support/demo-keys.ts'
import { withGrants, withSalesUnit } from '../support/directories.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const PUSH = { userFlow: 'PUSH_MESSAGE' }

describe('4070: a phone number is an MSISDN, not', () => {
  for (const phoneNumber of ['+4712345678', '004712345678', '12345678', '47 123 45 678', 'Ada']) {
    test(phoneNumber, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.create({ customer: { phoneNumber } })
      assert.equal(assertCode(answer, 400, 4070).title, 'Invalid phone number')
    })
  }
})

test('7010: a push message needs somebody to go to', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.create({ ...PUSH, customer: { phoneNumber: '4799999999' } })
  assert.equal(assertCode(answer, 400, 7010).title, 'Customer not found')
})

test('where the customer types the number, one of nobody is accepted', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const customer = { phoneNumber: '4799999999' }
  accepted('createPayment', await merchant.create({ customer }))
})

describe('4140: PUSH_MESSAGE needs a customer,', () => {
  for (const customer of [undefined, null, {}]) {
    test(`and ${JSON.stringify(customer)} is none`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const { detail } = assertCode(await merchant.create({ ...PUSH, customer }), 400, 4140)
      assert.equal(detail, 'The parameter customer is required.')
    })
  }
})

test('5080: PUSH_MESSAGE needs approval', { skip: INSIDE_ONLY }, async () => {
  await using environment = await openInside({ directory: withGrants(NORWAY, { push: false }) })
  const merchant = await environment.merchant()
  const customer = { phoneNumber: CUSTOMERS[NORWAY] }
  const answer = await merchant.create({ ...PUSH, customer })
  assert.equal(assertCode(answer, 403, 5080).title, 'PUSH_MESSAGE not allowed')
})

test('5060: the bank account must be verified', { skip: INSIDE_ONLY }, async () => {
  const directory = withSalesUnit(NORWAY, { bankAccountVerified: false })
  await using environment = await openInside({ directory })
  const merchant = await environment.merchant()
  const { title } = assertCode(await merchant.create(), 403, 5060)
  assert.equal(title, 'Merchant bank account not verified')
})

test('4080: the scope has words that nobody knows, and the detail says which', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const profile = { scope: 'name shoeSize email hatSize' }
  const { title, detail } = assertCode(await merchant.create({ profile }), 400, 4080)
  assert.equal(title, 'Invalid scope')
  assert.equal(detail, 'The scope shoeSize hatSize is invalid.')
})

describe('5030: the scope asks for more than allowed:', () => {
  for (const word of ['nin', 'accountNumbers']) {
    test(word, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.create({ profile: { scope: `name ${word}` } })
      assert.equal(assertCode(answer, 403, 5030).title, 'Illegal scope')
    })
  }
})

test('every other scope is accepted', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const scope of ['name address email phoneNumber birthDate', '', 'name  name']) {
    accepted('createPayment', await merchant.create({ profile: { scope } }))
  }
})

describe('5040: the currency is that of the market, whoever pays:', () => {
  for (const [msn, currency] of [
    [NORWAY, 'NOK'],
    [DENMARK, 'DKK'],
    [FINLAND, 'EUR'],
  ] as const) {
    test(`${currency} for ${msn}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant(msn)
      for (const other of ['NOK', 'DKK', 'EUR']) {
        const answer = await merchant.create({ currency: other })
        if (other === currency) accepted('createPayment', answer)
        else assert.equal(assertCode(answer, 400, 5040).title, 'Invalid currency for merchant')
      }
    })
  }
})

test('5010: commercial cards can be blocked in Denmark and Finland only', async () => {
  await using environment = await openEnvironment()
  const paymentMethod = { type: 'WALLET', blockedSources: ['COMMERCIAL_CARDS'] }
  const norway = await environment.merchant(NORWAY)
  const { title } = assertCode(await norway.create({ paymentMethod }), 400, 5010)
  assert.equal(title, 'Blocking sources not applicable')
  for (const msn of [DENMARK, FINLAND]) {
    const merchant = await environment.merchant(msn)
    accepted('createPayment', await merchant.create({ paymentMethod }))
  }
})
