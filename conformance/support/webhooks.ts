import { createHash, createHmac } from 'node:crypto'
import { accepted } from './answer.ts'
import type { Environment } from './environment.ts'
import type { Merchant } from './merchant.ts'
import type { Delivery } from './webhook-receiver.ts'

/** A registration as its merchant knows it. */
export interface Registered {
  readonly id: string
  readonly secret: string
  readonly url: string
}

export function typeOf(name: string): string {
  return `epayments.payment.${name.toLowerCase()}.v1`
}

const EVERY_PAYMENT_EVENT = [
  'CREATED',
  'AUTHORIZED',
  'ABORTED',
  'EXPIRED',
  'TERMINATED',
  'CAPTURED',
  'REFUNDED',
  'CANCELLED',
].map(typeOf)

/** Registers an endpoint for some events, for all of a payment unless told otherwise. */
export async function register(
  { webhooks }: Environment,
  merchant: Merchant,
  events: readonly string[] = EVERY_PAYMENT_EVENT,
  path = '/hooks/vipps',
): Promise<Registered> {
  const url = `${webhooks.origin}${path}`
  const { id, secret } = accepted('registerWebhook', await merchant.register(url, events))
  return { id, secret, url }
}

/** What a delivery says, as far as tests ask. */
export function contentOf({ body }: Delivery): {
  readonly name: string
  readonly reference: string
} {
  const { name, reference } = Object(JSON.parse(body))
  return { name: String(name), reference: String(reference) }
}

/** The names of the events of some deliveries, in their order. */
export function namesOf(deliveries: readonly Delivery[]): readonly string[] {
  return deliveries.map((delivery) => contentOf(delivery).name)
}

/**
 * The `Authorization` that a delivery must have, worked out from the documentation and not from
 * the server's code.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/
 */
export function expectedAuthorization(
  secret: string,
  registeredUrl: string,
  date: string,
  body: string,
): string {
  const { host, pathname, search } = new URL(registeredUrl)
  const text = `POST\n${pathname}${search}\n${date};${host};${contentHash(body)}`
  const signature = createHmac('sha256', secret).update(text).digest('base64')
  return `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`
}

export function contentHash(body: string): string {
  return createHash('sha256').update(body).digest('base64')
}

/** Whether a delivery is signed with this registration's secret. */
export function isSignedFor({ secret, url }: Registered, { headers, body }: Delivery): boolean {
  const date = headers.get('x-ms-date') ?? ''
  return headers.get('authorization') === expectedAuthorization(secret, url, date, body)
}
