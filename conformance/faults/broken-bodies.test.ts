/**
 * An answer may break off, or be no JSON, though what was asked for has happened.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { orderFault } from '../support/faults.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { newReference } from '../support/payment-request.ts'

test('a truncated body breaks off while it is read', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  await orderFault(environment, { effect: 'truncate', reference, count: 1 })
  await assert.rejects(merchant.create({ reference }))
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
})

test('a malformed body is whole, and no JSON', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = newReference()
  await orderFault(environment, { effect: 'malform', reference, count: 1 })
  const { status, headers, text, body } = await merchant.create({ reference })
  assert.equal(status, 201)
  assert.equal(headers.get('content-type'), 'application/json')
  assert.notEqual(text, '')
  assert.equal(body, undefined)
  assert.equal(accepted('getPayment', await merchant.get(reference)).state, 'CREATED')
})
