/**
 * Fetching a new token does not invalidate the ones before it.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'

test('two tokens differ and both are accepted', async () => {
  await using environment = await openEnvironment()
  const first = await environment.merchant()
  const second = await environment.merchant()
  assert.notEqual(first.headers['Authorization'], second.headers['Authorization'])
  accepted('createPayment', await first.create())
  accepted('createPayment', await second.create())
})

test('a token outlives every move of the environment’s own clock', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await environment.advance('365d')
  accepted('createPayment', await merchant.create())
})
