import type { ShopConfiguration } from './configuration.ts'
import type { Offer } from './offers.ts'
import type { Orders } from './open-orders.ts'
import type { PaymentServer } from './payment-server.ts'

/** What every page works with. */
export interface Services {
  readonly configuration: ShopConfiguration
  readonly orders: Orders
  readonly paymentServer: PaymentServer
  /** What customers can pay with now. */
  readonly offer: () => Promise<Offer>
  readonly now: () => Date
}
