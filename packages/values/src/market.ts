import type { Currency } from './money.ts'

export const MARKETS = ['NO', 'DK', 'FI'] as const
export type Market = (typeof MARKETS)[number]

/** The sales unit's market decides the currency, not the payer's. */
export const CURRENCY_OF_MARKET = {
  NO: 'NOK',
  DK: 'DKK',
  FI: 'EUR',
} as const satisfies Record<Market, Currency>

export const COUNTRY_CODE_OF_MARKET = { NO: '47', DK: '45', FI: '358' } as const satisfies Record<
  Market,
  string
>
