import type { CallRecord, Client, ClientOptions, CreatePaymentRequest, Fetch } from '@kvitt/sdk'
import { createClient } from '@kvitt/sdk'
import { KEYS, NORWAY } from '../../../conformance/support/demo-keys.ts'
import {
  openInside,
  type InsideEnvironment,
  type InsideOptions,
} from '../../../conformance/support/open-environment.ts'
import { newReference } from '../../../conformance/support/payment-request.ts'
import { LONG_TIMEOUTS, SkippingClock } from './skipping-clock.ts'

/** A merchant's client, and the environment that answers it, in this process. */
export interface Shop extends AsyncDisposable {
  readonly environment: InsideEnvironment
  readonly client: Client
  /** The client's own clock. */
  readonly clock: SkippingClock
  /** What the client has logged, attempt by attempt. */
  readonly log: readonly (CallRecord & { readonly level: 'info' | 'warn' | 'error' })[]
  /** A further client of the same sales unit, with other options. */
  readonly clientWith: (options: Partial<ClientOptions>) => Client
}

export interface ShopOptions {
  /** Comes between the client and the environment. */
  readonly between?: (fetch: Fetch) => Fetch
  readonly environment?: InsideOptions
  readonly client?: Partial<ClientOptions>
}

export async function openShop(options: ShopOptions = {}): Promise<Shop> {
  const environment = await openInside(options.environment)
  const { between = (fetch) => fetch } = options
  const clock = new SkippingClock(environment.clock.now())
  const log: Shop['log'][number][] = []
  const clientWith = (more: Partial<ClientOptions>): Client =>
    createClient({
      clientId: KEYS.clientId,
      clientSecret: KEYS.clientSecret,
      subscriptionKey: KEYS.primaryKey,
      merchantSerialNumber: NORWAY,
      baseUrl: environment.baseUrl,
      system: {
        name: 'acme',
        version: '3.1.2',
        pluginName: 'acme-webshop',
        pluginVersion: '4.5.6',
      },
      fetch: between((request) => environment.fetch(request)),
      clock,
      random: () => 0.5,
      timeouts: LONG_TIMEOUTS,
      logger: {
        info: (record) => log.push({ level: 'info', ...record }),
        warn: (record) => log.push({ level: 'warn', ...record }),
        error: (record) => log.push({ level: 'error', ...record }),
      },
      ...options.client,
      ...more,
    })
  return {
    environment,
    client: clientWith({}),
    clock,
    log,
    clientWith,
    [Symbol.asyncDispose]: () => environment[Symbol.asyncDispose](),
  }
}

export const NOK = (value: number): { readonly currency: 'NOK'; readonly value: number } => ({
  currency: 'NOK',
  value,
})

/** A pair of socks, to be paid on the payment page. */
export function socks(changes: Partial<CreatePaymentRequest> = {}): CreatePaymentRequest {
  return {
    amount: NOK(49_900),
    paymentMethod: { type: 'WALLET' },
    reference: newReference(),
    userFlow: 'WEB_REDIRECT',
    returnUrl: 'https://shop.example/orders/1',
    paymentDescription: 'One pair of socks',
    ...changes,
  }
}
