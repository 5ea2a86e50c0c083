/** The API keys that a Kvitt environment is seeded with, and the sales units they act for. */
export const KEYS = {
  clientId: '11111111-1111-4111-8111-111111111111',
  clientSecret: 'demo-client-secret',
  primaryKey: '0123456789abcdef0123456789abcdef',
  secondaryKey: 'fedcba9876543210fedcba9876543210',
} as const

export const NORWAY = '123456'
export const DENMARK = '234567'
export const FINLAND = '345678'

/** Test customers, by sales unit: the documentation's own sample numbers where it has some. */
export const CUSTOMERS = { [NORWAY]: '4712345678', [DENMARK]: '4512345678' } as const

export const CURRENCY_OF: Readonly<Record<string, string>> = {
  [NORWAY]: 'NOK',
  [DENMARK]: 'DKK',
  [FINLAND]: 'EUR',
}
