/**
 * The first version files everything under the id of a transaction. It is deprecated, and served
 * for clients that have not moved yet.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import {
  assertRefused,
  assertViolates,
  categoryRequest,
  ORDER_ID,
  PATHS,
  receiptRequest,
} from '../support/order-management.ts'

const CATEGORY = PATHS.transactionCategory('5001420062')
const RECEIPT = PATHS.transactionReceipt('5001420062')

test('a category is set and read; setting it answers nothing', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const category of ['TICKET', 'BOOKING']) {
    const answer = await merchant.call('PUT', CATEGORY, { body: categoryRequest({ category }) })
    assert.deepEqual([answer.status, answer.text], [200, ''])
  }
  const found = accepted('getTransactionCategory', await merchant.call('GET', CATEGORY))
  assert.deepEqual(found, { ...categoryRequest({ category: 'BOOKING' }), imageId: null })
})

test('a receipt is added once and read; adding it answers nothing', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const answer = await merchant.call('POST', RECEIPT, { body: receiptRequest() })
  assert.deepEqual([answer.status, answer.text], [200, ''])
  const found = accepted('getTransactionReceipt', await merchant.call('GET', RECEIPT))
  assert.deepEqual(found, receiptRequest())
  assertRefused(await merchant.call('POST', RECEIPT, { body: receiptRequest() }), 409)
})

test('version 2 knows nothing of it', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const body = receiptRequest()
  await merchant.call('POST', PATHS.transactionReceipt(ORDER_ID), { body })
  assertRefused(await merchant.call('GET', PATHS.order()), 404)
})

describe('refused are', () => {
  test('what is not there: 404', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    assertRefused(await merchant.call('GET', CATEGORY), 404)
    assertRefused(await merchant.call('GET', RECEIPT), 404)
    const body = categoryRequest({ imageId: 'unknown' })
    assertRefused(await merchant.call('PUT', CATEGORY, { body }), 404)
  })

  test('malformed bodies and ids: 400', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const body = receiptRequest({ totalAmount: -1 })
    const answer = await merchant.call('POST', RECEIPT, { body })
    assertViolates(answer, { 'OrderLines[0].TotalAmount': /minimum of 0/ })
    const strange = PATHS.transactionCategory('a%20b')
    const put = await merchant.call('PUT', strange, { body: categoryRequest() })
    assertViolates(put, { TransactionId: /regular expression/ })
    for (const path of [strange, PATHS.transactionReceipt('a%20b')]) {
      assertViolates(await merchant.call('GET', path), { TransactionId: /regular expression/ })
    }
    const post = PATHS.transactionReceipt('a%20b')
    const posted = await merchant.call('POST', post, { body: receiptRequest() })
    assertViolates(posted, { TransactionId: /regular expression/ })
  })
})
