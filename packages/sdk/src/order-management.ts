import type {
  AddCategoryRequest,
  AddCategoryResponse,
  AddReceiptRequest,
  Category,
  GetOrderResponse,
  OrderCategory,
  PaymentType,
  PutCategoryRequest,
  Receipt,
  UploadImageRequest,
  UploadImageResponse,
} from '@kvitt/contract'
import type { Caller, CallOptions } from './call.ts'

/** A payment, or a charge of an agreement. */
export interface OrderAddress {
  /** `ECOM`, which ePayment and Checkout are too, unless given. */
  readonly paymentType?: PaymentType | undefined
  /** The reference of the payment, or the id of the charge. */
  readonly orderId: string
}

/**
 * What the customer's app shows beside a payment. None of these has an idempotency key: replacing
 * and reading are repeated by themselves, adding is not. After `unknown`, read back.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/order-management-api/
 */
export interface OrderManagementApi {
  /** Uploads an image that any number of orders may show; it cannot be replaced (`conflict`). */
  uploadImage(request: UploadImageRequest, options?: CallOptions): Promise<UploadImageResponse>
  /** Sets or replaces the link of an order. */
  putCategory(
    order: OrderAddress,
    request: PutCategoryRequest,
    options?: CallOptions,
  ): Promise<string>
  /** Adds the receipt of an order, once (`conflict`). */
  addReceipt(
    order: OrderAddress,
    request: AddReceiptRequest,
    options?: CallOptions,
  ): Promise<string>
  /** The link and the receipt of an order. */
  getOrder(order: OrderAddress, options?: CallOptions): Promise<GetOrderResponse>
  /** Adds a further link to an order. */
  addCategory(request: AddCategoryRequest, options?: CallOptions): Promise<AddCategoryResponse>
  /** The further links of an order, newest first. */
  listCategories(orderId: string, options?: CallOptions): Promise<readonly Category[]>
  getCategory(categoryId: string, options?: CallOptions): Promise<Category>
  deleteCategory(categoryId: string, options?: CallOptions): Promise<void>
  /** @deprecated Version 1: use `putCategory`. */
  putTransactionCategory(
    transactionId: string,
    request: PutCategoryRequest,
    options?: CallOptions,
  ): Promise<void>
  /** @deprecated Version 1: use `getOrder`. */
  getTransactionCategory(transactionId: string, options?: CallOptions): Promise<OrderCategory>
  /** @deprecated Version 1: use `addReceipt`. */
  addTransactionReceipt(
    transactionId: string,
    request: AddReceiptRequest,
    options?: CallOptions,
  ): Promise<void>
  /** @deprecated Version 1: use `getOrder`. */
  getTransactionReceipt(transactionId: string, options?: CallOptions): Promise<Receipt>
}

export function orderManagementApi({ call }: Caller): OrderManagementApi {
  return {
    uploadImage: (body, { signal } = {}) => call('uploadImage', { body, signal }),
    putCategory: (order, body, { signal } = {}) =>
      call('putCategory', { ...addressed(order), body, signal }),
    addReceipt: (order, body, { signal } = {}) =>
      call('addReceipt', { ...addressed(order), body, signal }),
    getOrder: (order, { signal } = {}) => call('getOrder', { ...addressed(order), signal }),
    addCategory: (body, { signal } = {}) =>
      call('addCategory', { body, reference: body.orderId, signal }),
    listCategories: async (orderId, { signal } = {}) => {
      const query = { orderId }
      return (await call('listCategories', { query, reference: orderId, signal })).categories
    },
    getCategory: (categoryId, { signal } = {}) =>
      call('getCategory', { path: { categoryId }, signal }),
    deleteCategory: (categoryId, { signal } = {}) =>
      call('deleteCategory', { path: { categoryId }, signal }),
    putTransactionCategory: (transactionId, body, { signal } = {}) =>
      call('putTransactionCategory', { path: { transactionId }, body, signal }),
    getTransactionCategory: (transactionId, { signal } = {}) =>
      call('getTransactionCategory', { path: { transactionId }, signal }),
    addTransactionReceipt: (transactionId, body, { signal } = {}) =>
      call('addTransactionReceipt', { path: { transactionId }, body, signal }),
    getTransactionReceipt: (transactionId, { signal } = {}) =>
      call('getTransactionReceipt', { path: { transactionId }, signal }),
  }
}

function addressed({ paymentType = 'ECOM', orderId }: OrderAddress): {
  readonly path: Readonly<Record<string, string>>
  readonly reference: string
} {
  return { path: { paymentType: paymentType.toLowerCase(), orderId }, reference: orderId }
}
