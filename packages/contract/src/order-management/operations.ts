import { z } from 'zod'
import { operation } from '../operation.ts'
import { GATEWAY_RESPONSE } from '../problem-schemas.ts'
import { Receipt } from '../receipt/receipt.ts'
import { AddReceiptRequest } from './receipt-request.ts'
import {
  AddCategoryRequest,
  AddCategoryResponse,
  Category,
  GetOrderResponse,
  ListCategoriesResponse,
  OrderCategory,
  OrderManagementError,
  PutCategoryRequest,
  UploadImageRequest,
  UploadImageResponse,
} from './schemas.ts'

const SOURCE = 'https://developer.vippsmobilepay.com/docs/APIs/order-management-api/'
const MEBIBYTE = 1024 * 1024
const REFUSED = { description: 'Refused', schema: OrderManagementError } as const
const REFUSALS = { 400: REFUSED, 401: GATEWAY_RESPONSE, 403: REFUSED } as const
const COMMON = {
  api: 'order-management',
  headers: { authenticated: true },
  problems: [],
  source: SOURCE,
} as const

export const uploadImage = operation({
  ...COMMON,
  id: 'uploadImage',
  method: 'POST',
  path: '/order-management/v1/images',
  summary: 'Upload an image that any number of orders may show',
  body: {
    schema: UploadImageRequest,
    required: true,
    // A file of 2 MB is 2.8 MB in base64; beyond it there must be room to say that it is too large.
    bytesMax: 4 * MEBIBYTE,
  },
  responses: {
    200: { description: 'Uploaded', schema: UploadImageResponse },
    ...REFUSALS,
    409: REFUSED,
  },
})

export const putCategory = operation({
  ...COMMON,
  id: 'putCategory',
  method: 'PUT',
  path: '/order-management/v2/{paymentType}/categories/{orderId}',
  summary: 'Set or replace the link of an order',
  body: { schema: PutCategoryRequest, required: true },
  responses: { 200: { description: 'Set', schema: z.uuid() }, ...REFUSALS, 404: REFUSED },
})

export const addReceipt = operation({
  ...COMMON,
  id: 'addReceipt',
  method: 'POST',
  path: '/order-management/v2/{paymentType}/receipts/{orderId}',
  summary: 'Add the receipt of an order, once',
  body: { schema: AddReceiptRequest, required: true },
  responses: { 201: { description: 'Added', schema: z.uuid() }, ...REFUSALS, 409: REFUSED },
})

export const getOrder = operation({
  ...COMMON,
  id: 'getOrder',
  method: 'GET',
  path: '/order-management/v2/{paymentType}/{orderId}',
  summary: 'Get the link and the receipt of an order',
  responses: {
    200: { description: 'What is known', schema: GetOrderResponse },
    ...REFUSALS,
    404: REFUSED,
  },
})

export const addCategory = operation({
  ...COMMON,
  id: 'addCategory',
  method: 'POST',
  path: '/order-management/v3/categories',
  summary: 'Add a link to an order',
  body: { schema: AddCategoryRequest, required: true },
  responses: { 201: { description: 'Added', schema: AddCategoryResponse }, ...REFUSALS },
})

export const listCategories = operation({
  ...COMMON,
  id: 'listCategories',
  method: 'GET',
  path: '/order-management/v3/categories',
  query: [{ name: 'orderId', description: 'The order whose links are wanted.', required: true }],
  summary: 'List the links that were added to an order, newest first',
  responses: { 200: { description: 'The links', schema: ListCategoriesResponse }, ...REFUSALS },
})

export const getCategory = operation({
  ...COMMON,
  id: 'getCategory',
  method: 'GET',
  path: '/order-management/v3/categories/{categoryId}',
  summary: 'Get one link',
  responses: { 200: { description: 'The link', schema: Category }, ...REFUSALS, 404: REFUSED },
})

export const deleteCategory = operation({
  ...COMMON,
  id: 'deleteCategory',
  method: 'DELETE',
  path: '/order-management/v3/categories/{categoryId}',
  summary: 'Delete one link',
  responses: { 200: { description: 'Deleted' }, ...REFUSALS, 404: REFUSED },
})

export const putTransactionCategory = operation({
  ...COMMON,
  id: 'putTransactionCategory',
  method: 'PUT',
  path: '/order-management/v1/orders/{transactionId}',
  summary: 'Deprecated: set or replace the link of a transaction',
  body: { schema: PutCategoryRequest, required: true },
  responses: { 200: { description: 'Set' }, ...REFUSALS, 404: REFUSED },
})

export const getTransactionCategory = operation({
  ...COMMON,
  id: 'getTransactionCategory',
  method: 'GET',
  path: '/order-management/v1/orders/{transactionId}',
  summary: 'Deprecated: get the link of a transaction',
  responses: {
    200: { description: 'The link', schema: OrderCategory },
    ...REFUSALS,
    404: REFUSED,
  },
})

export const addTransactionReceipt = operation({
  ...COMMON,
  id: 'addTransactionReceipt',
  method: 'POST',
  path: '/order-management/v1/receipts/{transactionId}',
  summary: 'Deprecated: add the receipt of a transaction, once',
  body: { schema: AddReceiptRequest, required: true },
  responses: { 200: { description: 'Added' }, ...REFUSALS, 409: REFUSED },
})

export const getTransactionReceipt = operation({
  ...COMMON,
  id: 'getTransactionReceipt',
  method: 'GET',
  path: '/order-management/v1/receipts/{transactionId}',
  summary: 'Deprecated: get the receipt of a transaction',
  responses: { 200: { description: 'The receipt', schema: Receipt }, ...REFUSALS, 404: REFUSED },
})
