import { getAccessToken, getSpecializedToken } from './access-token/operations.ts'
import {
  cancelPayment,
  capturePayment,
  createPayment,
  forceApprovePayment,
  getPayment,
  getPaymentEvents,
  refundPayment,
} from './epayment/operations.ts'
import type { Operation } from './operation.ts'
import {
  addCategory,
  addReceipt,
  addTransactionReceipt,
  deleteCategory,
  getCategory,
  getOrder,
  getTransactionCategory,
  getTransactionReceipt,
  listCategories,
  putCategory,
  putTransactionCategory,
  uploadImage,
} from './order-management/operations.ts'
import { getLedgerDate, getLedgerFeed, getLedgers } from './report/operations.ts'
import { getUserinfo } from './userinfo/operations.ts'
import { deleteWebhook, listWebhooks, registerWebhook } from './webhooks/operations.ts'

/** The wire as one table: every operation that the provider serves, in the order of reading. */
export const OPERATIONS = {
  getAccessToken,
  getSpecializedToken,
  createPayment,
  getPayment,
  getPaymentEvents,
  capturePayment,
  refundPayment,
  cancelPayment,
  forceApprovePayment,
  getUserinfo,
  registerWebhook,
  listWebhooks,
  deleteWebhook,
  uploadImage,
  putCategory,
  addReceipt,
  getOrder,
  addCategory,
  listCategories,
  getCategory,
  deleteCategory,
  putTransactionCategory,
  getTransactionCategory,
  addTransactionReceipt,
  getTransactionReceipt,
  getLedgers,
  getLedgerDate,
  getLedgerFeed,
} as const satisfies Record<string, Operation>

export type OperationId = keyof typeof OPERATIONS
