import { randomUUID } from 'node:crypto'
import type { ShopConfiguration } from './configuration.ts'
import type { Ore } from './money.ts'

/** How long a customer's page waits for the payment server before it goes on without. */
const READ_MS_MAX = 4_000
/** How long staff wait: the payment server itself gives the provider 15 seconds. */
const CHANGE_MS_MAX = 20_000

/** An order as the payment server answers it; only what this shop looks at. */
export interface PaymentOrder {
  readonly number: string
  readonly status: PaymentStatus
  readonly sums: {
    readonly authorized: Ore
    readonly captured: Ore
    readonly cancelled: Ore
    readonly refunded: Ore
    /** What can still be asked for. */
    readonly capturable: Ore
    readonly refundable: Ore
  }
  readonly lines: readonly {
    readonly id: string
    readonly quantity: string
    readonly captured: { readonly quantity: string }
    readonly refunded: { readonly quantity: string }
  }[]
  readonly reference: string
  /** Where to send the customer, while the payment waits for them. */
  readonly redirectUrl?: string
  /** Express: who the customer is and where it goes, as they chose in the app. In no event. */
  readonly userDetails?: {
    readonly firstName?: string
    readonly lastName?: string
    readonly email?: string
  }
  readonly shippingDetails?: {
    readonly address: {
      readonly addressLine1: string
      readonly postCode: string
      readonly city: string
    }
    readonly shippingCost: Ore
  }
  readonly attempts: readonly { readonly reference: string; readonly state: string }[]
  /** What is on its way to the provider. */
  readonly pending: readonly { readonly type: string; readonly amount: Ore }[]
  /** What somebody should look at. */
  readonly attention: readonly { readonly kind: string; readonly code?: string }[]
}

export type PaymentStatus =
  | 'starting'
  | 'refused'
  | 'created'
  | 'aborted'
  | 'expired'
  | 'terminated'
  | 'authorized'
  | 'partiallyCaptured'
  | 'captured'
  | 'partiallyRefunded'
  | 'refunded'
  | 'cancelled'
  | 'cancelling'

/** The payment server has said no, and why: asking again will not help. */
export class PaymentRefusedError extends Error {
  override readonly name = 'PaymentRefusedError'
  readonly code: string

  constructor(code: string, title: string) {
    super(title)
    this.code = code
  }
}

/** Nobody has answered in time. What was asked for may have happened: ask again, the same way. */
export class PaymentServerSilentError extends Error {
  override readonly name = 'PaymentServerSilentError'
}

export interface PaymentServer {
  /** Places an order; the same number again answers the order as it is. */
  place(order: object): Promise<PaymentOrder>
  get(number: string): Promise<PaymentOrder>
  /** Lets the customer try again; `key` says which try it is. */
  payAgain(number: string, key: string): Promise<PaymentOrder>
  /** Captures some lines, and leaves the rest reserved. */
  captureLines(number: string, ids: readonly string[], key: string): Promise<PaymentOrder>
  /** Captures the rest. */
  capture(number: string, key: string): Promise<PaymentOrder>
  refund(
    number: string,
    refund: { readonly amount: Ore; readonly reason: string },
    key: string,
  ): Promise<PaymentOrder>
  cancel(number: string, reason: string, key: string): Promise<PaymentOrder>
  /** Which sales units take payments now, and what they are not granted. */
  salesUnits(): Promise<SalesUnits>
}

interface SalesUnits {
  readonly salesUnits: readonly {
    readonly currency: string
    readonly available: boolean
    readonly missing: readonly { readonly product: string }[]
  }[]
}

/** The payment server's REST API, by `fetch` and an API key: this is all that a shop needs. */
export function paymentServerAt(
  { paymentServerUrl, apiKey }: ShopConfiguration,
  fetch: typeof globalThis.fetch,
): PaymentServer {
  async function call<Answer = PaymentOrder>(
    path: string,
    options: CallOptions = {},
  ): Promise<Answer> {
    const { body, key, timeoutMs = READ_MS_MAX } = options
    const request = new Request(new URL(path, paymentServerUrl), {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        Authorization: `Bearer ${apiKey}`,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        // The same key again does the same thing once, however often it is sent.
        ...(key !== undefined && { 'Idempotency-Key': key }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const { status, said } = await answerOf(fetch(request))
    if (status < 300) return said as Answer
    const { code, title } = said as { readonly code: string; readonly title: string }
    throw new PaymentRefusedError(code, title)
  }
  const change = (number: string, what: string, body: object, key: string) =>
    call(`/v1/orders/${number}/${what}`, { body, key, timeoutMs: CHANGE_MS_MAX })
  return {
    place: (order) => call('/v1/orders', { body: order }),
    get: (number) => call(`/v1/orders/${number}`),
    payAgain: (number, key) =>
      call(`/v1/orders/${number}/attempts`, { body: { reason: 'the customer tries again' }, key }),
    captureLines: (number, ids, key) => {
      const lines = ids.map((id) => ({ id }))
      return call(`/v1/orders/${number}/captures`, { body: { lines, reason: 'downloaded' }, key })
    },
    // Nothing more is shipped afterwards, so what is left of the reservation can be released.
    capture: (number, key) => change(number, 'captures', { isLast: true, reason: 'shipped' }, key),
    refund: (number, refund, key) => change(number, 'refunds', refund, key),
    cancel: (number, reason, key) => change(number, 'cancellation', { reason }, key),
    salesUnits: () => call<SalesUnits>('/v1/sales-units'),
  }
}

/**
 * A whole answer. One that breaks off says nothing about what has happened, and neither does a 5xx:
 * both are exactly like no answer at all.
 */
async function answerOf(
  answer: Promise<Response>,
): Promise<{ readonly status: number; readonly said: unknown }> {
  try {
    const response = await answer
    const said: unknown = await response.json()
    if (response.status < 500) return { status: response.status, said }
  } catch (error) {
    throw new PaymentServerSilentError('The payment server does not answer.', { cause: error })
  }
  throw new PaymentServerSilentError('The payment server is out of order.')
}

interface CallOptions {
  readonly body?: object
  readonly key?: string
  readonly timeoutMs?: number
}

/** A key for something new to be done: made once, kept, and sent again with each repetition. */
export function newKey(): string {
  return randomUUID()
}
