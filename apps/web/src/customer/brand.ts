const BRANDS = { NO: 'Vipps', DK: 'MobilePay', FI: 'MobilePay' } as const

/** What customers of a market call the app, wherever they come from themselves. */
export function brandOf(market: keyof typeof BRANDS): string {
  return BRANDS[market]
}
