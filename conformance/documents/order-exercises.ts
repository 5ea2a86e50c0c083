import { randomUUID } from 'node:crypto'
import type { Answer } from '../support/answer.ts'
import type { Merchant } from '../support/merchant.ts'
import {
  addedCategoryRequest,
  categoryRequest,
  IMAGE_ID,
  imageRequest,
  ORDER_ID,
  PATHS,
  receiptRequest,
} from '../support/order-management.ts'
import { asked, type Exercise } from './exercise.ts'

/** What the document describes and no request is answered with, and why. */
export const NEVER_ANSWERED: Readonly<Record<string, string>> = {
  'PUT /order-management/v2/{paymentType}/categories/{orderId} 409':
    'each put replaces the one before, so that nothing is in its way',
  'POST /order-management/v2/{paymentType}/receipts/{orderId} 404':
    'a receipt may come before its payment, so that no order is unknown',
  'POST /order-management/v1/receipts/{transactionId} 404':
    'a receipt may come before its payment, so that no transaction is unknown',
}

const FORGED = { headers: { Authorization: 'Bearer forged' } } as const
const CATEGORY = PATHS.transactionCategory('5001420062')
const RECEIPT = PATHS.transactionReceipt('5001420062')

/** Every answer of the document of Order Management, and what brings it about. */
export const ORDER_EXERCISES: Readonly<Record<string, Exercise>> = {
  'POST /order-management/v1/images 200': asked(async (merchant) => [await uploaded(merchant)]),

  'PUT /order-management/v2/{paymentType}/categories/{orderId} 200': asked(async (merchant) => {
    await uploaded(merchant)
    return [
      await merchant.call('PUT', PATHS.category(), { body: categoryRequest() }),
      await merchant.call('PUT', PATHS.category(), { body: withImage() }),
    ]
  }),
  'PUT /order-management/v2/{paymentType}/categories/{orderId} 400': asked(async (merchant) => [
    await merchant.call('PUT', PATHS.category(), { body: {} }),
    await merchant.call('PUT', PATHS.category('a%20b'), { body: categoryRequest() }),
    await merchant.call('PUT', PATHS.category(), { text: '{' }),
  ]),
  'PUT /order-management/v2/{paymentType}/categories/{orderId} 401': forged(
    'PUT',
    PATHS.category(),
  ),
  'PUT /order-management/v2/{paymentType}/categories/{orderId} 404': asked(async (merchant) => [
    await merchant.call('PUT', PATHS.category(), { body: withImage() }),
  ]),

  'POST /order-management/v2/{paymentType}/receipts/{orderId} 201': asked(async (merchant) => [
    await merchant.call('POST', PATHS.receipt(), { body: receiptRequest() }),
  ]),
  'POST /order-management/v2/{paymentType}/receipts/{orderId} 400': asked(async (merchant) => [
    await merchant.call('POST', PATHS.receipt(), { body: {} }),
    await merchant.call('POST', PATHS.receipt(), { body: receiptRequest({ totalAmount: -1 }) }),
    await merchant.call('POST', PATHS.receipt(), { text: '' }),
  ]),
  'POST /order-management/v2/{paymentType}/receipts/{orderId} 401': forged('POST', PATHS.receipt()),
  'POST /order-management/v2/{paymentType}/receipts/{orderId} 409': asked(async (merchant) => {
    await merchant.call('POST', PATHS.receipt(), { body: receiptRequest() })
    return [await merchant.call('POST', PATHS.receipt(), { body: receiptRequest() })]
  }),

  'GET /order-management/v2/{paymentType}/{orderId} 200': asked(async (merchant) => {
    await merchant.call('PUT', PATHS.category(), { body: categoryRequest() })
    const half = await merchant.call('GET', PATHS.order())
    await merchant.call('POST', PATHS.receipt(), { body: receiptRequest() })
    const receipt = receiptRequest({}, { terminalId: 'till-1', tipAmount: null })
    const reference = await merchant.created({ receipt })
    return [
      half,
      await merchant.call('GET', PATHS.order()),
      await merchant.call('GET', PATHS.order(reference)),
    ]
  }),
  'GET /order-management/v2/{paymentType}/{orderId} 401': forged('GET', PATHS.order()),
  'GET /order-management/v2/{paymentType}/{orderId} 404': asked(async (merchant) => [
    await merchant.call('GET', PATHS.order()),
  ]),

  'POST /order-management/v3/categories 201': asked(async (merchant) => [await added(merchant)]),
  'POST /order-management/v3/categories 400': asked(async (merchant) => [
    await added(merchant, { url: 'no URL' }),
    await added(merchant, { imageId: IMAGE_ID }),
  ]),
  'POST /order-management/v3/categories 401': forged('POST', PATHS.categories),
  'GET /order-management/v3/categories 200': asked(async (merchant) => {
    const path = `${PATHS.categories}?orderId=${ORDER_ID}`
    const none = await merchant.call('GET', path)
    await uploaded(merchant)
    await added(merchant)
    await added(merchant, { imageId: IMAGE_ID })
    return [none, await merchant.call('GET', path)]
  }),
  'GET /order-management/v3/categories 400': asked(async (merchant) => [
    await merchant.call('GET', PATHS.categories),
  ]),
  'GET /order-management/v3/categories 401': forged('GET', PATHS.categories),
  'GET /order-management/v3/categories/{categoryId} 200': asked(async (merchant) => [
    await merchant.call('GET', pathOf(await added(merchant))),
  ]),
  'GET /order-management/v3/categories/{categoryId} 400': asked(async (merchant) => [
    await merchant.call('GET', `${PATHS.categories}/1`),
  ]),
  'GET /order-management/v3/categories/{categoryId} 401': forged('GET', `${PATHS.categories}/1`),
  'GET /order-management/v3/categories/{categoryId} 404': asked(async (merchant) => [
    await merchant.call('GET', `${PATHS.categories}/${randomUUID()}`),
  ]),
  'DELETE /order-management/v3/categories/{categoryId} 200': asked(async (merchant) => [
    await merchant.call('DELETE', pathOf(await added(merchant))),
  ]),
  'DELETE /order-management/v3/categories/{categoryId} 401': forged(
    'DELETE',
    `${PATHS.categories}/1`,
  ),
  'DELETE /order-management/v3/categories/{categoryId} 404': asked(async (merchant) => [
    await merchant.call('DELETE', `${PATHS.categories}/${randomUUID()}`),
  ]),

  'PUT /order-management/v1/orders/{transactionId} 200': asked(async (merchant) => [
    await merchant.call('PUT', CATEGORY, { body: categoryRequest() }),
  ]),
  'GET /order-management/v1/orders/{transactionId} 200': asked(async (merchant) => {
    await merchant.call('PUT', CATEGORY, { body: categoryRequest() })
    return [await merchant.call('GET', CATEGORY)]
  }),
  'GET /order-management/v1/orders/{transactionId} 404': asked(async (merchant) => [
    await merchant.call('GET', CATEGORY),
  ]),
  'POST /order-management/v1/receipts/{transactionId} 200': asked(async (merchant) => [
    await merchant.call('POST', RECEIPT, { body: receiptRequest() }),
  ]),
  'POST /order-management/v1/receipts/{transactionId} 400': asked(async (merchant) => [
    await merchant.call('POST', RECEIPT, { body: receiptRequest({ name: undefined }) }),
  ]),
  'POST /order-management/v1/receipts/{transactionId} 401': forged('POST', RECEIPT),
  'GET /order-management/v1/receipts/{transactionId} 200': asked(async (merchant) => {
    await merchant.call('POST', RECEIPT, { body: receiptRequest() })
    return [await merchant.call('GET', RECEIPT)]
  }),
}

function forged(method: string, path: string): Exercise {
  return asked(async (merchant) => [await merchant.call(method, path, FORGED)])
}

function uploaded(merchant: Merchant): Promise<Answer> {
  return merchant.call('POST', PATHS.images, { body: imageRequest() })
}

function added(merchant: Merchant, changes: object = {}): Promise<Answer> {
  return merchant.call('POST', PATHS.categories, { body: addedCategoryRequest(changes) })
}

function pathOf({ body }: Answer): string {
  return `${PATHS.categories}/${String(Object(body).categoryId)}`
}

function withImage(): object {
  return categoryRequest({ imageId: IMAGE_ID })
}
