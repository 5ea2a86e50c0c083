import { accessTokenApi, type AccessTokenApi } from './access-token.ts'
import { createCaller } from './call.ts'
import { configurationOf, type ClientOptions } from './client-options.ts'
import { epaymentApi, type EpaymentApi } from './epayment.ts'
import { orderManagementApi, type OrderManagementApi } from './order-management.ts'
import { reportApi, type ReportApi } from './report.ts'
import { userinfoApi, type UserinfoApi } from './userinfo.ts'
import { webhooksApi, type WebhooksApi } from './webhooks.ts'

/** Everything that a sales unit can do, grouped as the APIs are. Every failure is a `KvittError`. */
export interface Client {
  readonly accessToken: AccessTokenApi
  readonly epayment: EpaymentApi
  readonly webhooks: WebhooksApi
  readonly userinfo: UserinfoApi
  readonly orderManagement: OrderManagementApi
  readonly report: ReportApi
}

/**
 * Makes the client of one sales unit. Make one and keep it: it holds the access token.
 *
 * ```ts
 * const client = createClient({
 *   baseUrl: BASE_URLS.test,
 *   clientId, clientSecret, subscriptionKey,
 *   merchantSerialNumber: '123456',
 *   system: { name: 'acme', version: '3.1.2' },
 * })
 * ```
 *
 * @throws KvittError `invalidInput` when an option is wrong
 */
export function createClient(options: ClientOptions): Client {
  const configuration = configurationOf(options)
  const caller = createCaller(configuration)
  return {
    accessToken: accessTokenApi(caller, configuration),
    epayment: epaymentApi(caller, configuration),
    webhooks: webhooksApi(caller),
    userinfo: userinfoApi(caller),
    orderManagement: orderManagementApi(caller),
    report: reportApi(caller),
  }
}
