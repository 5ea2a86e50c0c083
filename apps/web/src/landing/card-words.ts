import type { LandingCard } from '@kvitt/contract'

const NETWORKS: Readonly<Record<string, string>> = {
  VISA: 'Visa',
  MASTERCARD: 'Mastercard',
  BANKAXEPT: 'BankAxept',
}

/** `Visa •••• 0004`. */
export function cardInWords({ network, number }: LandingCard): string {
  return `${NETWORKS[network] ?? network} •••• ${number.slice(-4)}`
}
