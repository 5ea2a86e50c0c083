/** @see https://developer.vippsmobilepay.com/docs/knowledge-base/http-headers/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, assertCode, refused } from '../support/answer.ts'
import { DENMARK, NORWAY } from '../support/demo-keys.ts'
import { openEnvironment } from '../support/open-environment.ts'

const HEADER = 'Merchant-Serial-Number'

describe('a sales unit that the keys do not act for is forbidden:', () => {
  for (const msn of ['999999', '1', 'not-a-number']) {
    test(msn, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const problem = refused(await merchant.create({}, { headers: { [HEADER]: msn } }), 403)
      assert.equal(problem.title, 'Forbidden')
      assert.match(problem.detail ?? '', new RegExp(`^Invalid MSN: ${msn}\\.`))
      assert.equal(problem.extraDetails, undefined)
    })
  }
})

test('it is asked before the body is looked at', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const headers = { [HEADER]: '999999' }
  refused(await merchant.call('POST', '/epayment/v1/payments', { headers, text: '{' }), 403)
})

test('it is forbidden in the webhooks too', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const headers = { [HEADER]: '999999' }
  const problem = refused(await merchant.call('GET', '/webhooks/v1/webhooks', { headers }), 403)
  assert.equal(problem.instance, '/v1/webhooks')
})

for (const value of [undefined, '']) {
  test(`when it is ${value === '' ? 'empty' : 'missing'}, the token's own sales unit acts`, async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant(DENMARK)
    const { [HEADER]: _, ...headers } = merchant.headers
    const reference = await merchant.created()
    const answer = await environment.send('GET', `/epayment/v1/payments/${reference}`, {
      headers: { ...headers, ...(value !== undefined && { [HEADER]: value }) },
    })
    assert.equal(accepted('getPayment', answer).amount.currency, 'DKK')
  })
}

test('it decides whose payment is meant, whichever unit the token was bought for', async () => {
  await using environment = await openEnvironment()
  const norway = await environment.merchant(NORWAY)
  const reference = await norway.created()
  assertCode(await norway.get(reference, { headers: { [HEADER]: DENMARK } }), 404, 5090)
  const denmark = await environment.merchant(DENMARK)
  accepted('getPayment', await denmark.get(reference, { headers: { [HEADER]: NORWAY } }))
})
