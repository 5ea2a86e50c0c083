import { randomUUID } from 'node:crypto'

/** A reference that no payment has. */
export function newReference(): string {
  return `acme-shop-${randomUUID()}`
}

/** The smallest request that creates a payment, with some members changed or added. */
export function paymentRequest({
  currency = 'NOK',
  value = 49_900,
  ...changes
}: {
  readonly currency?: string
  readonly value?: number
  readonly [member: string]: unknown
} = {}): Record<string, unknown> {
  return {
    amount: { currency, value },
    paymentMethod: { type: 'WALLET' },
    reference: newReference(),
    userFlow: 'WEB_REDIRECT',
    returnUrl: 'https://shop.example/orders/1?from=payment',
    paymentDescription: 'One pair of socks',
    ...changes,
  }
}
