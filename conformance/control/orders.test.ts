/** What merchants tell about orders is kept, and shown to whoever plays the customer. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { accepted, refused } from '../support/answer.ts'
import { NORWAY } from '../support/demo-keys.ts'
import type { Environment } from '../support/environment.ts'
import { openEnvironment } from '../support/open-environment.ts'
import {
  addedCategoryRequest,
  base64,
  categoryRequest,
  IMAGE_ID,
  imageRequest,
  jpegFile,
  ORDER_ID,
  PATHS,
  pngFile,
  receiptRequest,
} from '../support/order-management.ts'

async function details(environment: Environment, orderId: string = ORDER_ID) {
  const { status, text, body } = await environment.control(
    'GET',
    `/orders/${NORWAY}/ecom/${orderId}`,
  )
  assert.equal(status, 200, text)
  return Object(body)
}

test('an order shows its categories, newest first, and which of them the app shows', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.call('PUT', PATHS.category(), { body: categoryRequest() })
  await environment.advance('1h')
  const body = addedCategoryRequest({ orderId: ORDER_ID })
  const { categoryId } = accepted(
    'addCategory',
    await merchant.call('POST', PATHS.categories, { body }),
  )
  const { categories, shownCategoryId, receipt, ...order } = await details(environment)
  assert.deepEqual(order, { msn: NORWAY, paymentType: 'ECOM', orderId: ORDER_ID, warnings: [] })
  assert.equal(shownCategoryId, categoryId)
  assert.deepEqual(
    categories.map(({ type, replaceable }: Record<string, unknown>) => [type, replaceable]),
    [
      ['RECEIPT', false],
      ['GENERAL', true],
    ],
  )
  assert.equal(receipt, null)
})

test('a receipt shows its sums as the app computes them, and how it came', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const line = { name: 'Socks', id: '1', taxRate: 2500, totalAmountExcludingTax: 800 }
  const orderLines = [
    { ...line, totalAmount: 1_000, totalTaxAmount: 200, discount: 50 },
    { ...line, totalAmount: 400, totalTaxAmount: 80, isReturn: true },
  ]
  const body = { orderLines, bottomLine: { currency: 'NOK', tipAmount: 100, totalAmount: 7 } }
  accepted('addReceipt', await merchant.call('POST', PATHS.receipt(), { body }))
  const { receipt } = await details(environment)
  assert.deepEqual(receipt.sums, { total: 600, tax: 120, discount: 50, tip: 100 })
  assert.equal(receipt.sentWith, 'order-management')
  assert.deepEqual(receipt.orderLines, orderLines)
})

describe('a receipt that does not fit its payment is shown with a warning:', () => {
  const receipts: Record<string, [value: number, line: object, bottomLine: object, RegExp[]]> = {
    'none when it fits': [1_000, {}, {}, []],
    'none when the tip makes the difference': [1_000, { totalAmount: 900 }, { tipAmount: 100 }, []],
    'another sum': [2_000, {}, {}, [/add up to 1000, the payment is 2000/]],
    'another currency': [1_000, {}, { currency: 'EUR' }, [/in EUR, the payment in NOK/]],
  }
  for (const [what, [value, line, bottomLine, expected]] of Object.entries(receipts)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const receipt = receiptRequest(line, bottomLine)
      const reference = await merchant.created({ value, receipt })
      const { warnings, receipt: kept } = await details(environment, reference)
      assert.equal(kept.sentWith, 'payment')
      assert.equal(warnings.length, expected.length)
      for (const [index, warning] of expected.entries()) assert.match(warnings[index], warning)
    })
  }
})

describe('an image is served as it was uploaded:', () => {
  for (const [contentType, file] of [
    ['image/png', pngFile()],
    ['image/jpeg', jpegFile()],
  ] as const) {
    test(contentType, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const body = imageRequest({ src: base64(file) })
      accepted('uploadImage', await merchant.call('POST', PATHS.images, { body }))
      const path = `/images/${NORWAY}/${IMAGE_ID}`
      const { status, headers, bytes } = await environment.control('GET', path)
      assert.equal(status, 200)
      assert.equal(headers.get('content-type'), contentType)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/)
      assert.deepEqual(Buffer.from(bytes), Buffer.from(file))
    })
  }
})

test('what is not there is 404', async () => {
  await using environment = await openEnvironment()
  for (const path of [
    `/orders/${NORWAY}/ecom/${ORDER_ID}`,
    `/orders/${NORWAY}/card/${ORDER_ID}`,
    `/orders/x/ecom/${ORDER_ID}`,
    `/orders/${NORWAY}/constructor/${ORDER_ID}`,
    `/images/${NORWAY}/${IMAGE_ID}`,
    `/images/${NORWAY}/a%20b`,
  ]) {
    refused(await environment.control('GET', path), 404)
  }
})

test('a reset forgets orders and images', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  await merchant.call('POST', PATHS.images, { body: imageRequest() })
  await merchant.call('POST', PATHS.receipt(), { body: receiptRequest() })
  await environment.control('POST', '/reset')
  refused(await environment.control('GET', `/orders/${NORWAY}/ecom/${ORDER_ID}`), 404)
  refused(await environment.control('GET', `/images/${NORWAY}/${IMAGE_ID}`), 404)
})
