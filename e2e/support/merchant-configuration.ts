import { hash } from 'node:crypto'

/** What the shop of these tests calls its payment server with. */
export const API_KEY = 'key-of-the-shop'
export const RESULT_SECRET = 'signs-results-of-the-shop'

export const SALES_UNIT = {
  merchantSerialNumber: '123456',
  currency: 'NOK',
  referencePrefix: 'acme-shop',
  clientId: '11111111-1111-4111-8111-111111111111',
  clientSecret: 'demo-client-secret',
  subscriptionKey: '0123456789abcdef0123456789abcdef',
} as const

interface MerchantPlace {
  /** Where the provider is. */
  readonly provider: string
  /** The folder of the data. */
  readonly data: string
}

/** The configuration of a payment server with the seeded Norwegian sales unit, apart from `changes`. */
export function merchantConfiguration(place: MerchantPlace, changes: object = {}): object {
  return {
    // Nothing listens there: without webhooks, reading alone has to do.
    publicUrl: 'http://localhost:9',
    ...place,
    port: 0,
    salesUnits: [SALES_UNIT],
    apiKeys: [{ name: 'shop', sha256: hash('sha256', API_KEY) }],
    resultSecret: RESULT_SECRET,
    ...changes,
  }
}
