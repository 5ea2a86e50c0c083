/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/ */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { refused } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

const WRONG = [
  ['GET', '/epayment/v1/payments', 'POST'],
  ['POST', '/epayment/v1/payments/acme-shop-1', 'GET'],
  ['POST', '/epayment/v1/payments/acme-shop-1/events', 'GET'],
  ['GET', '/epayment/v1/payments/acme-shop-1/capture', 'POST'],
  ['PUT', '/epayment/v1/payments/acme-shop-1/refund', 'POST'],
  ['DELETE', '/epayment/v1/payments/acme-shop-1/cancel', 'POST'],
  ['GET', '/epayment/v1/test/payments/acme-shop-1/approve', 'POST'],
  ['PUT', '/webhooks/v1/webhooks', 'POST, GET'],
  ['GET', '/webhooks/v1/webhooks/497f6eca-6276-4993-bfeb-53cbbbba6f08', 'DELETE'],
] as const

describe('a wrong method is told the right one:', () => {
  for (const [method, path, allowed] of WRONG) {
    test(`${method} ${path}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const answer = await merchant.call(method, path)
      const problem = refused(answer, 405)
      assert.equal(answer.headers.get('allow'), allowed)
      assert.equal(problem.title, 'Method Not Allowed')
      assert.equal(problem.detail, `The method of this operation is ${allowed}, not ${method}.`)
    })
  }
})

test('it is told so without keys', async () => {
  await using environment = await openEnvironment()
  refused(await environment.send('DELETE', '/epayment/v1/payments'), 405)
})
