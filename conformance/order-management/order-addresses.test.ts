/** @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/ */
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

const V2 = '/order-management/v2'

describe('a payment type may be written', () => {
  for (const paymentType of ['ECOM', 'ecom', 'eCom', 'Recurring', 'RECURRING']) {
    test(paymentType, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      const root = `${V2}/${paymentType}`
      const body = categoryRequest()
      accepted(
        'putCategory',
        await merchant.call('PUT', `${root}/categories/${ORDER_ID}`, { body }),
      )
      const receipt = { body: receiptRequest() }
      accepted('addReceipt', await merchant.call('POST', `${root}/receipts/${ORDER_ID}`, receipt))
      const upper = `${V2}/${paymentType.toUpperCase()}/${ORDER_ID}`
      const order = accepted('getOrder', await merchant.call('GET', upper))
      assert.deepEqual(order.receipt, receipt.body)
      assert.equal(order.category?.category, 'GENERAL')
    })
  }
})

test('orders of two payment types with one id are two orders', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const paymentType of ['ecom', 'recurring']) {
    assertRefused(await merchant.call('GET', `${V2}/${paymentType}/${ORDER_ID}`), 404)
    const path = `${V2}/${paymentType}/receipts/${ORDER_ID}`
    accepted('addReceipt', await merchant.call('POST', path, { body: receiptRequest() }))
  }
})

test('an order id keeps its case, wherever it stands', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  const path = '/Order-Management/V2/ECOM/Receipts/Acme.Order_1'
  accepted('addReceipt', await merchant.call('POST', path, { body: receiptRequest() }))
  accepted('getOrder', await merchant.call('GET', `${V2}/ecom/Acme.Order_1`))
  assertRefused(await merchant.call('GET', `${V2}/ecom/acme.order_1`), 404)
})

test('an order may be called as a part of the path is', async () => {
  await using environment = await openEnvironment()
  const merchant = await environment.merchant()
  for (const orderId of ['Receipts', 'Categories', 'images', '_.-', 'x'.repeat(255)]) {
    const path = `${V2}/ecom/receipts/${orderId}`
    accepted('addReceipt', await merchant.call('POST', path, { body: receiptRequest() }))
  }
  accepted('getOrder', await merchant.call('GET', `${V2}/ecom/Receipts`))
})

describe('refused are', () => {
  const refusals: Record<string, [path: string, reasons: Record<string, RegExp>]> = {
    'other payment types': [
      `card/${ORDER_ID}`,
      { PaymentType: /^The value 'card' is not valid\.$/ },
    ],
    'order ids of other characters': ['ecom/acme%20shop', { OrderId: /regular expression/ }],
    'order ids that are too long': [`ecom/${'x'.repeat(256)}`, { OrderId: /length of 255/ }],
    'both at once': ['card/a%2Fb', { PaymentType: /card/, OrderId: /regular expression/ }],
  }
  for (const [what, [path, reasons]] of Object.entries(refusals)) {
    test(what, async () => {
      await using environment = await openEnvironment()
      const merchant = await environment.merchant()
      assertViolates(await merchant.call('GET', `${V2}/${path}`), reasons)
      const [paymentType, orderId] = path.split('/')
      const put = `${V2}/${paymentType}/categories/${orderId}`
      assertViolates(await merchant.call('PUT', put, { body: categoryRequest() }), reasons)
      const post = `${V2}/${paymentType}/receipts/${orderId}`
      assertViolates(await merchant.call('POST', post, { body: receiptRequest() }), reasons)
    })
  }

  test('unknown orders: 404', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const { instance, ...error } = assertRefused(await merchant.call('GET', PATHS.order()), 404)
    assert.deepEqual(error, {
      type: 'https://datatracker.ietf.org/doc/html/rfc7231#section-6.5.4',
      title: 'Not Found',
      detail: `Nothing is known of order ${ORDER_ID} of MSN 123456.`,
    })
    assert.match(instance, /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/)
  })

  test('other methods: 405', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const answer = await merchant.call('DELETE', PATHS.receipt())
    assertRefused(answer, 405)
    assert.equal(answer.headers.get('allow'), 'POST')
  })
})

describe('who may ask is decided as everywhere:', () => {
  test('401 without keys, in the words of the gateway', async () => {
    await using environment = await openEnvironment()
    const answer = await environment.send('GET', PATHS.order())
    assert.equal(answer.status, 401)
    assert.equal(Object(answer.body).statusCode, 401)
  })

  test('403 for a sales unit of somebody else', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const headers = { 'Merchant-Serial-Number': '999999' }
    const answer = await merchant.call('GET', PATHS.order(), { headers })
    assert.match(assertRefused(answer, 403).detail, /999999/)
  })

  test('without a merchant serial number the sales unit of the token acts', async () => {
    await using environment = await openEnvironment()
    const merchant = await environment.merchant()
    const { 'Merchant-Serial-Number': _, ...headers } = merchant.headers
    const sent = { headers, body: receiptRequest() }
    accepted('addReceipt', await environment.send('POST', PATHS.receipt(), sent))
    accepted('getOrder', await merchant.call('GET', PATHS.order()))
  })
})
