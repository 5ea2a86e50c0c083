/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/api-guide/operations/create/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode } from '../support/answer.ts'
import { INSIDE_ONLY, openEnvironment, openInside } from '../support/open-environment.ts'

const ACCEPTED = [
  'https://shop.example/done',
  'https://shop.example:8443/done?order=1#top',
  'https://shop.example/bestilling/ærlig',
  'myapp://done',
  'com.acme.shop:/done?order=1',
]
/** This machine, for an environment that runs on it; and no scheme, as in the tests of an SDK. */
const LENIENT = ['http://localhost:8080/done', 'http://[::1]/done', 'example.com/test']
const REFUSED = [
  'http://shop.example/done',
  'https://',
  'https://shop.example/a b',
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  'data:text/html,hello',
  'file:///etc/passwd',
  'http://localhost.shop.example/',
]

describe('a customer may be sent back to', () => {
  for (const returnUrl of [...ACCEPTED, 'http://127.0.0.1:3000/done', ...LENIENT]) {
    test(returnUrl, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      accepted('createPayment', await merchant.create({ returnUrl }))
    })
  }
})

describe('4090: a customer cannot be sent back to', () => {
  for (const returnUrl of REFUSED) {
    test(returnUrl, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const { title, detail } = assertCode(await merchant.create({ returnUrl }), 400, 4090)
      assert.equal(title, 'Invalid URL')
      assert.match(detail ?? '', /^The parameter returnUrl is invalid/)
    })
  }
})

test('4090: receiptUrl follows the same rule', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const receiptUrl = 'http://shop.example/receipt'
  const { detail } = assertCode(await merchant.create({ receiptUrl }), 400, 4090)
  assert.match(detail ?? '', /^The parameter receiptUrl is invalid/)
  accepted('createPayment', await merchant.create({ receiptUrl: 'https://shop.example/receipt' }))
})

describe('4140: WEB_REDIRECT needs a returnUrl,', () => {
  for (const returnUrl of [undefined, null, '']) {
    test(`and ${JSON.stringify(returnUrl)} is none`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const { title, detail } = assertCode(await merchant.create({ returnUrl }), 400, 4140)
      assert.equal(title, 'Missing required parameter')
      assert.equal(detail, 'The parameter returnUrl is required.')
    })
  }
})

describe('strict mode', { skip: INSIDE_ONLY }, () => {
  for (const returnUrl of LENIENT) {
    test(`refuses ${returnUrl}`, async () => {
      await using environment = await openInside({ strict: true })
      const merchant = await environment.merchant()
      assertCode(await merchant.create({ returnUrl }), 400, 4090)
    })
  }

  for (const returnUrl of ACCEPTED) {
    test(`accepts ${returnUrl}`, async () => {
      await using environment = await openInside({ strict: true })
      const merchant = await environment.merchant()
      accepted('createPayment', await merchant.create({ returnUrl }))
    })
  }
})
