export { auditEntry, type AuditAction, type AuditEntry } from './audit-entry/audit-entry.ts'
export {
  CONSOLE_IDLE_MS,
  CONSOLE_SESSION_MS,
  consoleSession,
  isSeenLongAgo,
  isSessionGood,
} from './console-session/console-session.ts'
export {
  CONSOLE_USER_NAME_PATTERN,
  consoleUserOf,
  consoleUsers,
  openidUserOf,
  type ConsoleUser,
  type ConsoleUsers,
  type ConsoleUsersCommand,
  type ConsoleUsersEvent,
  type ConsoleUsersRefusal,
} from './console-users/console-users.ts'
export { settle, type Aggregate, type Decision } from './decider.ts'
export {
  availability,
  type AvailabilityCommand,
  type AvailabilityEvent,
  type Product,
} from './availability/availability.ts'
export {
  CUSTOMERS_MAX,
  directory,
  NAME_LENGTH_MAX,
  SALES_UNITS_MAX,
  type CustomerChanges,
  type DirectoryCommand,
  type DirectoryRefusal,
} from './directory/decide.ts'
export {
  type ApiKeys,
  type Directory,
  type DirectoryState,
  type KeySet,
  type RotatedKey,
  type SalesUnitChanges,
} from './directory/directory.ts'
export {
  ageAt,
  canPay,
  marketOf,
  nameOf,
  whyUnfit,
  type Address,
  type BankAccount,
  type TestCard,
  type TestCustomer,
} from './directory/test-customer.ts'
export { customerToken, type CustomerTokenEvent } from './customer-token/customer-token.ts'
export { personalQr } from './personal-qr/personal-qr.ts'
export { phonePayment, type PhonePayment } from './phone-payment/phone-payment.ts'
export {
  clockReading,
  environment,
  SYSTEM_CLOCK,
  type ClockSetting,
  type Environment,
} from './environment/environment.ts'
export {
  dailyFigures,
  NO_FIGURES,
  type DailyFigures,
  type Figures,
} from './daily-figures/daily-figures.ts'
export { orderImage, type OrderImage } from './order-image/order-image.ts'
export {
  ATTEMPTS_MAX,
  attemptReference,
  orderNumberOf,
  REFERENCE_PREFIX_PATTERN,
} from './order/attempt-reference.ts'
export { order, type OrderCommand, type OrderRefusal } from './order/decide.ts'
export { dutyOf, guaranteedUntil, needsSalesUnit, reservedUntil, type Duty } from './order/duty.ts'
export { isOpenInformation, type Information, type InformationKind } from './order/information.ts'
export {
  lineStates,
  linesOf,
  sharesOf,
  worthOf,
  type LineState,
  type LineWish,
  type OrderLine,
} from './order/lines.ts'
export {
  attemptOf,
  capturable,
  decisiveAttempt,
  isOpen,
  isOver as isAttemptOver,
  isReadable,
  isRefused,
  receiptOf,
  refundable,
  refundedOtherwise,
  remaining,
  type AlternativeRefund,
  type Attempt,
  type Attention,
  type AttentionKind,
  type Intent,
  type IntentType,
  type Order,
  type OrderCustomer,
  type OrderEvent,
  type OrderPolicy,
  type OrderTerms,
  type PaymentReading,
} from './order/order.ts'
export { ORDER_PARTS, orderPart } from './order/order-part.ts'
export { capturesOf, refundsOf, settlementPayoutDay } from './order/payout.ts'
export { POLL_SCHEDULE, type PollSchedule } from './order/poll-schedule.ts'
export { statusOf, type OrderStatus } from './order/status.ts'
export {
  orderWorklist,
  type OrderWorklist,
  type WorklistEntry,
} from './order-worklist/order-worklist.ts'
export { refusedWebhooks, type RefusedWebhook } from './refused-webhooks/refused-webhooks.ts'
export { categoryAddress } from './order-information/category-address.ts'
export {
  addedCategories,
  CATEGORIES_MAX,
  orderInformation,
  replaceableCategory,
  shownCategory,
  type OrderAddress,
  type OrderCategory,
  type OrderInformation,
  type OrderInformationEvent,
} from './order-information/order-information.ts'
export {
  befalls,
  isOver,
  matches,
  WEBHOOK_DELIVERY,
  type Fault,
  type FaultAnswer,
  type FaultEffect,
  type FaultMoment,
  type FaultSelection,
  type FaultSubject,
} from './faults/fault.ts'
export { faults, heldBy, struckFault, type Faults } from './faults/faults.ts'
export {
  AUTHENTICATION_MS,
  payment,
  type PaymentCommand,
  type PaymentRefusal,
} from './payment/decide.ts'
export { acceptsCard, declineOf, type DeclineReason } from './payment/decline.ts'
export {
  amountOf,
  remainingToCapture,
  remainingToRefund,
  sumsOf,
  type CardNetwork,
  type LegalLinks,
  type ModificationFailure,
  type Payment,
  type PaymentEvent,
  type PaymentSums,
  type QrCode,
  type UserFlow,
} from './payment/payment.ts'
export { scopesOf, type Scope, type SharedProfile, type UserDetails } from './payment/profile.ts'
export { type ShippingRequest } from './payment/shipping-request.ts'
export {
  callbackOf,
  defaultOption,
  groupsFor,
  inOrder,
  servesAddress,
  type PostalAddress,
  type ShippingCallback,
  type ShippingChoice,
  type ShippingDetails,
  type ShippingGroup,
  type ShippingOption,
  type ShippingTerms,
} from './payment/shipping.ts'
export {
  invalidScopes,
  invalidUrlParameter,
  missingParameter,
  type PaymentRequest,
} from './payment/terms.ts'
export { whyNotForced } from './payment/why-not-forced.ts'
export {
  profileConsent,
  readableScopes,
  type ProfileConsent,
} from './profile-consent/profile-consent.ts'
export { ledger, type LedgerCommand, type LedgerRefusal } from './ledger/decide.ts'
export {
  ledgerEntry,
  type LedgerEntry,
  type LedgerTopic,
  type Payout,
} from './ledger/ledger-entry.ts'
export {
  isDateClosed,
  nextPayoutDate,
  payableOf,
  type Ledger,
  type LedgerEvent,
  type RecentPayout,
} from './ledger/ledger.ts'
export {
  newSalesUnit,
  USUAL_SETTLEMENT,
  type SalesUnit,
  type SalesUnitGrants,
  type Settlement,
} from './sales-unit/sales-unit.ts'
export {
  salesUnitAbsence,
  type SalesUnitAbsence,
  type SalesUnitAbsenceEvent,
} from './sales-unit-absence/sales-unit-absence.ts'
export {
  SETTLEMENT_INTERVALS,
  settlementTermsOf,
  type SettlementTerms,
} from './sales-unit/settlement-terms.ts'
export { webhookDelivery, type WebhookDelivery } from './webhook-delivery/webhook-delivery.ts'
export {
  fullEventType,
  registrationsFor,
  registrationsMax,
  deregistrationAt,
  webhookRegistrations,
  type WebhookRegistration,
  type WebhookRegistrations,
} from './webhook-registration/webhook-registrations.ts'
export {
  ledgerAccount,
  type LedgerAccount,
  type LedgerAccountEvent,
} from './settlement/ledger-account.ts'
export {
  importedEntry,
  meaningOf,
  type ImportedEntry,
  type ImportedEntryEvent,
  type LedgerAddress,
  type MatchedOrder,
} from './settlement/imported-entry.ts'
export { ledgerFeed, type LedgerFeed, type LedgerFeedEvent } from './settlement/ledger-feed.ts'
export { ledgerWatch, type LedgerWatch, type LedgerWatchEvent } from './settlement/ledger-watch.ts'
export {
  isInLedger,
  orderSettlement,
  type OrderSettlement,
  type OrderSettlementEvent,
  type SettledTransaction,
} from './settlement/order-settlement.ts'
export {
  reconciliation,
  type Reconciliation,
  type ReconciliationEvent,
  type ReconciliationItem,
  type ReconciliationKind,
} from './settlement/reconciliation.ts'
export {
  settlement,
  type ImportedSettlement,
  type SettlementEvent,
} from './settlement/settlement.ts'
export { settlementMonth, type SettlementMonth } from './settlement/settlement-month.ts'
export {
  webhookSubscriptions,
  type WebhookSubscription,
  type WebhookSubscriptions,
} from './webhook-subscriptions/webhook-subscriptions.ts'
