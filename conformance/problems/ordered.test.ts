/**
 * Whatever a client must be able to handle can be had on order: every number of the table.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/errors/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PROBLEMS } from '@kvitt/contract'
import { assertCode } from '../support/answer.ts'
import { orderFault } from '../support/faults.ts'
import { openEnvironment } from '../support/open-environment.ts'

describe('on order there is', () => {
  for (const [name, { code, status }] of Object.entries(PROBLEMS)) {
    test(`${code} ${name}`, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      await orderFault(environment, { effect: 'status', code, count: 1 })
      const { detail } = assertCode(await merchant.capture('acme-shop-1', 100), status, code)
      assert.doesNotMatch(detail ?? '', /[{}]/)
    })
  }
})
