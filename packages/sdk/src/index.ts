export type {
  AddCategoryRequest,
  AddCategoryResponse,
  AddReceiptRequest,
  Category,
  CreatePaymentRequest,
  CreatePaymentResponse,
  ForceApproveRequest,
  GetOrderResponse,
  GetPaymentResponse,
  Ledger,
  LedgerEntry,
  LedgerTopic,
  ModificationResponse,
  OperationId,
  OrderCategory,
  PaymentAggregate,
  PaymentEvent,
  PaymentType,
  PaymentWebhook,
  PutCategoryRequest,
  Receipt,
  RegisterWebhookRequest,
  RegisterWebhookResponse,
  SpecializedTokenResponse,
  UploadImageRequest,
  UploadImageResponse,
  UserinfoResponse,
} from '@kvitt/contract'
export type { AccessTokenApi } from './access-token.ts'
export type { Fetch } from './attempt.ts'
export { attemptReference, parseAttemptReference, type OrderAttempt } from './attempt-reference.ts'
export type { CallOptions, ChangeOptions } from './call.ts'
export { BASE_URLS, type ClientOptions, type SystemInfo, type Timeouts } from './client-options.ts'
export { systemClock, type Clock } from './clock.ts'
export { createClient, type Client } from './create-client.ts'
export type { Amount, CancelOptions, EpaymentApi } from './epayment.ts'
export { ERROR_CODES, type ErrorCode } from './error-code.ts'
export { errorText, type Language } from './error-text.ts'
export { KvittError, type ErrorDetail, type ErrorFacts } from './kvitt-error.ts'
export type { CallRecord, Logger } from './logger.ts'
export type { OrderAddress, OrderManagementApi } from './order-management.ts'
export type { LedgerDay, LedgerFeed, LedgerOptions, ReportApi } from './report.ts'
export type { Audience } from './texts/error-texts.ts'
export type { AccessToken } from './token-cache.ts'
export type { UserinfoApi } from './userinfo.ts'
export type { Verdict } from './verdict.ts'
export {
  verifyWebhook,
  type RawRequest,
  type VerifyOptions,
  type WebhookFault,
  type WebhookSecret,
  type WebhookVerification,
} from './verify-webhook.ts'
export type { PaymentOutcome, WaitOptions } from './wait-for-outcome.ts'
export { webhookRequest, type WebhookToSend } from './webhook-request.ts'
export type { WebhookRegistration, WebhooksApi } from './webhooks.ts'
