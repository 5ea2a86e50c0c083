export { createMerchant, merchantStoreOptions, type Merchant } from './create-merchant.ts'
export { webhookUrlOf } from './incoming/webhook-url.ts'
export type { ChangeOrigin, ChangeResult, OrderChange } from './orders/change-order.ts'
export type { ReadOrigin, ReadResult } from './orders/read-order.ts'
export { signedResult } from './return-page/signed-result.ts'
export type { SelfTestFinding } from '@kvitt/contract'
export type {
  ApiKey,
  Clock,
  ConsoleConfiguration,
  EventEndpoint,
  Logger,
  MerchantConfiguration,
  MerchantDeps,
  OrderInformation,
  Payments,
  Random,
  SalesUnit,
  Settlements,
} from './services.ts'
