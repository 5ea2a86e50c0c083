import assert from 'node:assert/strict'
import { instant, parseInstant, type Instant } from '@kvitt/values'
import { answerOf, type Answer } from './answer.ts'
import { NORWAY } from './demo-keys.ts'
import { openMerchant, type Merchant } from './merchant.ts'
import type { WebhookReceiver } from './webhook-receiver.ts'

/** Where a server is and how to reach it. */
export interface Server extends AsyncDisposable {
  readonly baseUrl: URL
  fetch(request: Request): Promise<Response>
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Sent as JSON. */
  readonly body?: unknown
  /** Sent as it is. */
  readonly text?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  /** Tells that the client goes away. */
  readonly signal?: AbortSignal
}

const CONTROL = '/_kvitt/v1'

/** A Vipps MobilePay environment of one test's own, and what a test does to it. */
export class Environment implements AsyncDisposable {
  readonly #server: Server
  readonly webhooks: WebhookReceiver

  constructor(server: Server, webhooks: WebhookReceiver) {
    this.#server = server
    this.webhooks = webhooks
  }

  get baseUrl(): URL {
    return this.#server.baseUrl
  }

  /** Answers a request that somebody else has made. */
  fetch(request: Request): Promise<Response> {
    return this.#server.fetch(request)
  }

  /** Sends one request to a path of the server; nothing follows a redirect. */
  async send(
    method: string,
    path: string,
    { headers, body, text, signal }: Sent = {},
  ): Promise<Answer> {
    const sent = text ?? (body === undefined ? undefined : JSON.stringify(body))
    const request = new Request(new URL(path, this.baseUrl), {
      method,
      redirect: 'manual',
      ...(headers && { headers }),
      ...(sent !== undefined && { body: sent }),
      // Fetch demands it for what is sent piece by piece.
      ...(sent instanceof ReadableStream && { duplex: 'half' }),
      ...(signal && { signal }),
    })
    return answerOf(await this.#server.fetch(request))
  }

  /** Opens what the control API sends without an end; whoever opens it cancels its body. */
  openControl(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.open(`${CONTROL}${path}`, headers)
  }

  /** Opens what is sent without an end; whoever opens it cancels its body. */
  open(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.#server.fetch(new Request(new URL(path, this.baseUrl), { headers }))
  }

  /** A merchant of one sales unit, with a token in hand. */
  merchant(msn: string = NORWAY): Promise<Merchant> {
    return openMerchant(this, msn)
  }

  approve(reference: string, wish: object = {}, msn: string = NORWAY): Promise<Answer> {
    return this.control('POST', `/payments/${msn}/${reference}/approve`, wish)
  }

  reject(reference: string, msn: string = NORWAY): Promise<Answer> {
    return this.control('POST', `/payments/${msn}/${reference}/reject`)
  }

  control(method: string, path: string, body?: unknown): Promise<Answer> {
    return this.send(method, `${CONTROL}${path}`, { body })
  }

  /** What the environment's clock shows. */
  async now(): Promise<Instant> {
    const { body } = await this.control('GET', '/clock')
    const now = isRecord(body) ? parseInstant(String(body['now'])) : undefined
    return now ?? instant(Number.NaN)
  }

  /** Moves the environment's clock by `14d` or `1d12h`; all that falls due has happened after. */
  async advance(by: string): Promise<void> {
    const { status, text } = await this.control('POST', '/clock/advance', { by })
    assert.equal(status, 200, text)
  }

  /** Lets everything happen that is due by now. */
  settle(): Promise<void> {
    return this.advance('0s')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server[Symbol.asyncDispose]()
    await this.webhooks[Symbol.asyncDispose]()
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
