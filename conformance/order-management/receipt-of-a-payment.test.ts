/** @see https://developer.vippsmobilepay.com/docs/APIs/epayment-api/ */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import { assertRefused, PATHS, receiptRequest } from '../support/order-management.ts'

test('a receipt sent with a payment is the receipt of its order', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const receipt = receiptRequest({}, { terminalId: 'woocommerce', giftCardAmount: 0 })
  const reference = await merchant.created({ receipt })
  const order = accepted('getOrder', await merchant.call('GET', PATHS.order(reference)))
  assert.deepEqual(order, { category: null, receipt })
  const path = `/order-management/v2/recurring/${reference}`
  assertRefused(await merchant.call('GET', path), 404)
})

test('a later receipt is 409', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created({ receipt: receiptRequest() })
  const body = receiptRequest({ name: 'Shoes' })
  assertRefused(await merchant.call('POST', PATHS.receipt(reference), { body }), 409)
  const { receipt } = accepted('getOrder', await merchant.call('GET', PATHS.order(reference)))
  assert.deepEqual(receipt, receiptRequest())
})

test('an earlier receipt stays, and the payment is created all the same', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = 'acme-shop-1'
  const body = receiptRequest({ name: 'Shoes' })
  accepted('addReceipt', await merchant.call('POST', PATHS.receipt(reference), { body }))
  await merchant.created({ reference, receipt: receiptRequest() })
  const { receipt } = accepted('getOrder', await merchant.call('GET', PATHS.order(reference)))
  assert.deepEqual(receipt, body)
})

test('a payment without a receipt leaves the place free', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = await merchant.created()
  assertRefused(await merchant.call('GET', PATHS.order(reference)), 404)
  const body = receiptRequest()
  accepted('addReceipt', await merchant.call('POST', PATHS.receipt(reference), { body }))
})

test('a payment that is refused leaves no receipt', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const reference = 'acme-shop-1'
  await merchant.create({ reference, value: 1, receipt: receiptRequest() })
  assertRefused(await merchant.call('GET', PATHS.order(reference)), 404)
})
