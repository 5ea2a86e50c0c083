import type { Currency } from '@kvitt/values'

/** An amount of minor units as the shop's staff read it: `NOK 499.00`. */
export function moneyText(amount: number, currency: Currency): string {
  const [units, cents] = [Math.trunc(amount / 100), amount % 100]
  return `${currency} ${units}.${String(cents).padStart(2, '0')}`
}
