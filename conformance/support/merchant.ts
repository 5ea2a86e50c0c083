import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { accepted, type Answer } from './answer.ts'
import { CURRENCY_OF, KEYS } from './demo-keys.ts'
import type { Environment, Sent } from './environment.ts'
import { paymentRequest } from './payment-request.ts'

export interface CallOptions extends Sent {
  /** The `Idempotency-Key`; a fresh one unless given, none when null. */
  readonly key?: string | null
}

/** What a merchant's system does: calls every operation, with the headers that it needs. */
export interface Merchant {
  readonly msn: string
  /** What authenticates it: token, subscription key and merchant serial number. */
  readonly headers: Readonly<Record<string, string>>
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
  create(changes?: object, options?: CallOptions): Promise<Answer>
  get(reference: string, options?: CallOptions): Promise<Answer>
  events(reference: string): Promise<Answer>
  capture(reference: string, value: number, options?: CallOptions): Promise<Answer>
  refund(reference: string, value: number, options?: CallOptions): Promise<Answer>
  cancel(reference: string, body?: unknown, options?: CallOptions): Promise<Answer>
  forceApprove(reference: string, body?: unknown): Promise<Answer>
  register(url: string, events: readonly string[]): Promise<Answer>
  listWebhooks(): Promise<Answer>
  deleteWebhook(id: string): Promise<Answer>
  /** A payment that waits for its customer; returns its reference. */
  created(changes?: object): Promise<string>
  /** A payment that its customer has approved; returns its reference. */
  authorized(changes?: object): Promise<string>
  /** A payment of which this much has been captured; returns its reference. */
  captured(value: number, changes?: object): Promise<string>
  /** A payment that the merchant ended before the customer acted; returns its reference. */
  terminated(): Promise<string>
  /** A payment that the customer rejected; returns its reference. */
  aborted(): Promise<string>
}

const PAYMENTS = '/epayment/v1/payments'
const WEBHOOKS = '/webhooks/v1/webhooks'

/** What a merchant has been given to call for a sales unit. */
export interface MerchantKeys {
  readonly clientId: string
  readonly clientSecret: string
  readonly primaryKey: string
}

/** Buys a token for a sales unit and returns a client that uses it. */
export async function openMerchant(
  environment: Environment,
  msn: string,
  keys: MerchantKeys = KEYS,
  currency: string = CURRENCY_OF[msn] ?? 'NOK',
): Promise<Merchant> {
  const headers = await authentication(environment, msn, keys)

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const { key, headers: more, ...rest } = options
    const idempotency = key == null ? {} : { 'Idempotency-Key': key }
    return environment.send(method, path, {
      ...rest,
      headers: { ...headers, ...idempotency, ...more },
    })
  }
  const post = (path: string, body: unknown, options: CallOptions = {}): Promise<Answer> =>
    call('POST', `${PAYMENTS}${path}`, { key: randomUUID(), body, ...options })
  const modify = (what: string) => (reference: string, value: number, options?: CallOptions) =>
    post(`/${reference}/${what}`, { modificationAmount: { currency, value } }, options)

  const merchant: Merchant = {
    msn,
    headers,
    call,
    create: (changes, options) => post('', paymentRequest({ currency, ...changes }), options),
    get: (reference, options) => call('GET', `${PAYMENTS}/${reference}`, options),
    events: (reference) => call('GET', `${PAYMENTS}/${reference}/events`),
    capture: modify('capture'),
    refund: modify('refund'),
    cancel: (reference, body, options) => post(`/${reference}/cancel`, body, options),
    forceApprove: (reference, body = {}) =>
      call('POST', `/epayment/v1/test/payments/${reference}/approve`, { body }),
    register: (url, events) => call('POST', WEBHOOKS, { body: { url, events } }),
    listWebhooks: () => call('GET', WEBHOOKS),
    deleteWebhook: (id) => call('DELETE', `${WEBHOOKS}/${id}`),
    async created(changes) {
      return accepted('createPayment', await merchant.create(changes)).reference
    },
    async authorized(changes) {
      const reference = await merchant.created(changes)
      succeeded(await environment.approve(reference, {}, msn))
      return reference
    },
    async captured(value, changes) {
      const reference = await merchant.authorized(changes)
      succeeded(await merchant.capture(reference, value))
      return reference
    },
    async terminated() {
      const reference = await merchant.created()
      succeeded(await merchant.cancel(reference))
      return reference
    },
    async aborted() {
      const reference = await merchant.created()
      succeeded(await environment.reject(reference, msn))
      return reference
    },
  }
  return merchant
}

async function authentication(
  environment: Environment,
  msn: string,
  { clientId, clientSecret, primaryKey }: MerchantKeys,
): Promise<Record<string, string>> {
  const answer = await environment.send('POST', '/accesstoken/get', {
    headers: {
      client_id: clientId,
      client_secret: clientSecret,
      'Ocp-Apim-Subscription-Key': primaryKey,
      'Merchant-Serial-Number': msn,
    },
  })
  const { access_token: token } = accepted('getAccessToken', answer)
  return {
    Authorization: `Bearer ${token}`,
    'Ocp-Apim-Subscription-Key': primaryKey,
    'Merchant-Serial-Number': msn,
    'Vipps-System-Name': 'acme',
    'Vipps-System-Version': '3.1.2',
    'Vipps-System-Plugin-Name': 'acme-webshop',
    'Vipps-System-Plugin-Version': '4.5.6',
  }
}

function succeeded({ status, text }: Answer): void {
  assert.equal(status, 200, text)
}
