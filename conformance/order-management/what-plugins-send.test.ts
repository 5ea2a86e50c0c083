/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { accepted } from '../support/answer.ts'
import { openEnvironment } from '../support/open-environment.ts'
import {
  assertRefused,
  assertViolates,
  base64,
  IMAGE_ID,
  imageRequest,
  PATHS,
  pngFile,
} from '../support/order-management.ts'

/** As a PHP plugin writes it: what went through `round()` has a decimal point. */
const RECEIPT_OF_A_SHOP = `{
  "orderLines": [
    { "name": "Socks", "id": "17", "totalAmount": 49900.0, "totalAmountExcludingTax": 39920.0,
      "totalTaxAmount": 9980.0, "taxRate": 2500.0, "discount": 0.0,
      "unitInfo": { "unitPrice": 24950.0, "quantity": "2", "quantityUnit": "PCS" },
      "productUrl": "https:\\/\\/shop.example\\/socks", "isReturn": false, "isShipping": false },
    { "name": "Wrapping", "id": "fee-1", "totalAmount": 2500, "totalAmountExcludingTax": 2000,
      "totalTaxAmount": 500, "taxRate": 2500, "isShipping": false },
    { "name": "Home delivery", "id": "flat_rate:1", "totalAmount": 9900.0,
      "totalAmountExcludingTax": 7920.0, "totalTaxAmount": 1980.0, "taxRate": 2500,
      "isShipping": true }
  ],
  "bottomLine": { "currency": "NOK", "giftCardAmount": 0, "tipAmount": 0,
    "terminalId": "woocommerce", "receiptNumber": "1042" }
}`

test('a WooCommerce order is taken and read back', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const text = RECEIPT_OF_A_SHOP
  accepted('addReceipt', await merchant.call('POST', PATHS.receipt(), { text }))
  const answer = await merchant.call('GET', PATHS.order())
  assert.deepEqual(accepted('getOrder', answer).receipt, JSON.parse(text))
  assert.doesNotMatch(answer.text, /\d\.0/)
})

test('a fee that takes something off is refused, and named', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const text = RECEIPT_OF_A_SHOP.replace('"totalAmount": 2500,', '"totalAmount": -2500.0,')
  const answer = await merchant.call('POST', PATHS.receipt(), { text })
  assertViolates(answer, { 'OrderLines[1].TotalAmount': /minimum of 0/ })
})

test('an image under its own digest is uploaded once, then used by every order', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const file = pngFile()
  const imageId = createHash('sha512').update(file).digest('hex')
  const body = imageRequest({ imageId, src: base64(file) })
  const path = `${PATHS.images}/`
  accepted('uploadImage', await merchant.call('POST', path, { body }))
  const { title, detail } = assertRefused(await merchant.call('POST', path, { body }), 409)
  assert.match(`${title} ${detail}`, /duplicate/i)
  for (const orderId of ['acme-shop-1', 'acme-shop-2']) {
    const category = { category: 'ORDER_CONFIRMATION', orderDetailsUrl: 'https://shop.example/1' }
    const put = { body: { ...category, imageId } }
    accepted('putCategory', await merchant.call('PUT', PATHS.category(orderId), put))
  }
})

test('whatever it is called, JSON is read', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const headers = { 'Content-Type': 'text/plain', Accept: 'text/html' }
  const sent = { headers, body: imageRequest() }
  const answer = await merchant.call('POST', PATHS.images, sent)
  assert.equal(accepted('uploadImage', answer).imageId, IMAGE_ID)
})
