export { SpecializedTokenResponse, TokenError, TokenResponse } from './access-token/schemas.ts'
export {
  AUDIT_ACTIONS,
  ChangePasswordRequest,
  ChangeUserRequest,
  CONSOLE_ROLES,
  CreateUserRequest,
  PASSWORD_LENGTH_MIN,
  SignInRequest,
  type AuditActionName,
  type AuditEntryView,
  type AuditPage,
  type ConsoleRole,
  type ConsoleSession,
  type ConsoleUserList,
  type ConsoleUserView,
  type OneTimePassword,
  type SignInOptions,
} from './console/access.ts'
export type {
  ConsoleDiagnostics,
  DiagnosedError,
  DiagnosedSalesUnit,
} from './console/diagnostics.ts'
export {
  ConsoleOrderQuery,
  ConsoleReason,
  type ConsoleAction,
  type ConsoleActionName,
  type ConsoleAdvice,
  type ConsoleActor,
  type ConsoleAttempt,
  type ConsoleAttention,
  type ConsoleChange,
  type ConsoleDay,
  type ConsoleFact,
  type ConsoleFailure,
  type ConsoleFigures,
  type ConsoleHappening,
  type ConsoleOrder,
  type ConsoleOrderPage,
  type ConsoleOrderSummary,
  type ConsolePaymentFacts,
  type ConsoleSalesUnits,
  type ConsoleSearchHint,
  type ConsoleText,
  type ConsoleTimeline,
  type ConsoleWorklist,
} from './console/orders.ts'
export {
  ClearReconciliationRequest,
  ConsoleSettlementQuery,
  RECONCILIATION_KINDS,
  type ConsoleImportState,
  type ConsoleReconciliation,
  type ConsoleReconciliationItem,
  type ConsoleSettlementImport,
  type ConsoleSettlementImports,
  type ConsoleSettlementMonth,
  type ConsoleSettlementMonths,
  type ConsoleSettlementPage,
  type ReconciliationKind,
} from './console/settlements.ts'
export { CONSOLE_PROBLEMS, type ConsoleProblemName } from './console/problems.ts'
export type { DirectoryChange, FaultsChange } from './control/changes.ts'
export type { ClockAhead, ClockView, ThingAhead } from './control/clock.ts'
export type { LedgerSummary, PayoutView } from './control/ledger.ts'
export type { OrderDetails, ReceiptSums } from './control/orders.ts'
export type {
  PhoneCard,
  PhonePayment,
  PhonePaymentList,
  PhonePaymentSummary,
  PhoneRequest,
} from './control/phone.ts'
export type {
  CardsOfMarkets,
  AddressView,
  CustomerView,
  KeysView,
  SalesUnitView,
  SalesUnitSettlement,
  TestCardView,
} from './control/directory.ts'
export type {
  FaultChoices,
  FaultEffectName,
  FaultHitView,
  FaultList,
  FaultView,
  FaultWish,
} from './control/faults.ts'
export type {
  PaymentAction,
  PaymentDeadline,
  PaymentDetails,
  PaymentList,
  PaymentSummary,
} from './control/payments.ts'
export type {
  Latency,
  OperationStatistics,
  RequestBucket,
  RequestCounts,
  RequestDetails,
  RequestPage,
  RequestStatistics,
  RequestSummary,
  ShownHeader,
} from './control/requests.ts'
export type {
  AttemptDetails,
  AttemptPage,
  AttemptSummary,
  WebhookDiagnosis,
  WebhookQueue,
  WebhookRegistrationView,
} from './control/webhooks.ts'
export {
  CancelRequest,
  CreatePaymentRequest,
  CreatePaymentResponse,
  ForceApproveRequest,
  GetPaymentResponse,
  ModificationRequest,
  ModificationResponse,
  PaymentWebhook,
  type PaymentAggregate,
  type PaymentEvent,
} from './epayment/schemas.ts'
export type { MerchantLegalLinks } from './epayment/legal-links.ts'
export { ShippingAnswer, ShippingGroup, ShippingOption } from './epayment/shipping-schemas.ts'
export { amountWithoutTail, tolerate } from './epayment/tolerate.ts'
export type {
  LandingAsked,
  LandingCard,
  LandingCustomer,
  LandingPayment,
  LandingProblem,
  LandingProblemCode,
} from './landing/landing-payment.ts'
export { openApiDocument } from './openapi.ts'
export type { HttpMethod, Operation } from './operation.ts'
export { OPERATIONS, type OperationId } from './operations.ts'
export { AddReceiptRequest } from './order-management/receipt-request.ts'
export {
  AddCategoryRequest,
  AddCategoryResponse,
  Category,
  GetOrderResponse,
  ListCategoriesResponse,
  OrderCategory,
  OrderManagementError,
  PaymentType,
  PutCategoryRequest,
  UploadImageRequest,
  UploadImageResponse,
} from './order-management/schemas.ts'
export { GatewayError, ProblemDetails } from './problem-schemas.ts'
export {
  GATEWAY_MESSAGES,
  PROBLEMS,
  RETRYABLE_CODES,
  type Problem,
  type ProblemName,
} from './problems.ts'
export { CHECKED_IN_EVENT_TYPE, CheckedInWebhook } from './qr/checked-in.ts'
export { pascalName, REASONS_MAX, reasonsOf, type ExtraDetail } from './reasons.ts'
export { Receipt } from './receipt/receipt.ts'
export { parseEntryTime } from './report/entry-time.ts'
export {
  Ledger,
  LEDGER_PAGE_ENTRIES_MAX,
  LEDGER_TOPICS,
  LedgerDatePage,
  LedgerEntry,
  LedgerFeedPage,
  LedgerPage,
  ReportError,
  ReportUnauthorized,
  type LedgerTopic,
} from './report/schemas.ts'
export { SHOP_IDEMPOTENCY_KEY_LENGTH_MAX, shopOpenApiDocument } from './shop/openapi.ts'
export { receiptOfLines } from './shop/order-lines.ts'
export { PlaceOrderRequest } from './shop/place-order-request.ts'
export type { SalesUnitList } from './shop/sales-unit-list.ts'
export type { TestOrderRequest } from './shop/test-order-request.ts'
export { SHOP_OPERATIONS, type ShopOperation, type ShopOperationId } from './shop/operations.ts'
export type {
  OrderSettlementView,
  RefundView,
  SettlementPage,
  SettlementTransaction,
  SettlementTransactionPage,
  SettlementView,
} from './shop/settlements.ts'
export { SELF_TEST_STEPS, type SelfTestFinding, type SelfTestReport } from './shop/self-test.ts'
export { SHOP_PROBLEMS, type ShopProblemName } from './shop/problems.ts'
export {
  OrderLink,
  SendAgainRequest,
  SendReceiptRequest,
  SetLinkRequest,
} from './shop/information-requests.ts'
export {
  AlternativeRefundRequest,
  CancelOrderRequest,
  CaptureOrderRequest,
  ClearAttentionRequest,
  RefundOrderRequest,
  ReplayEventsRequest,
  StartAttemptRequest,
  type OrderPage,
  type OrderView,
  type ShopEvent,
  type ShopEventList,
  type ShopProblemBody,
} from './shop/schemas.ts'
export { unknownMembers } from './unknown-members.ts'
export { recommendedHeaders, SYSTEM_HEADERS } from './recommended-headers.ts'
export { UserinfoResponse, type UserinfoAddress } from './userinfo/schemas.ts'
export {
  PAYMENT_EVENT_NAMES,
  paymentEventType,
  WEBHOOK_EVENT_TYPES,
  type PaymentEventName,
} from './webhooks/event-types.ts'
export {
  ListWebhooksResponse,
  RegisterWebhookRequest,
  RegisterWebhookResponse,
} from './webhooks/schemas.ts'
export { signWebhook, type WebhookSignature } from './webhooks/signature.ts'
export {
  verifyWebhook,
  type ReceivedWebhook,
  type WebhookFault,
  type WebhookVerdict,
} from './webhooks/verify.ts'
