import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** One attempt to deliver a webhook, as the merchant's endpoint sees it. */
export interface Delivery {
  readonly method: string
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

/** A status to answer with, a whole answer, no connection, or a connection and no answer. */
export type ReceiverAnswer =
  | number
  | { readonly status: number; readonly body: string | Uint8Array<ArrayBuffer> }
  | 'unreachable'
  | 'silent'

/** A merchant's endpoint that remembers what it was sent. */
export interface WebhookReceiver extends AsyncDisposable {
  readonly origin: string
  readonly deliveries: readonly Delivery[]
  /** How it answers from now on; 200 until told otherwise. */
  answer: (delivery: Delivery) => ReceiverAnswer | Promise<ReceiverAnswer>
}

const REDIRECT_TARGET = '/moved'

/** An endpoint that exists only as the `fetch` that a provider in this process is given. */
export class CapturingReceiver implements WebhookReceiver {
  readonly origin = 'https://shop.example'
  readonly deliveries: Delivery[] = []
  answer: (delivery: Delivery) => ReceiverAnswer | Promise<ReceiverAnswer> = () => 200

  readonly fetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const { method, url, headers } = request
    const delivery = { method, url, headers, body: await request.text() }
    this.deliveries.push(delivery)
    const answer = await this.answer(delivery)
    if (answer === 'unreachable') throw new TypeError('fetch failed')
    if (answer === 'silent') return whenCalledOff(request.signal)
    const { status, body } = typeof answer === 'number' ? { status: answer, body: null } : answer
    return new Response(body, { status, headers: headersOf(status, this.origin) })
  };

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve()
  }
}

/** How `fetch` ends that waits for an answer until its caller no longer does. */
function whenCalledOff(signal: AbortSignal): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('called off', 'AbortError')))
  })
}

/** An endpoint on a port of this machine, for what only a real connection shows. */
export async function listeningReceiver(): Promise<WebhookReceiver> {
  const deliveries: Delivery[] = []
  const server = createServer((request, response) => void receive(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const receiver: WebhookReceiver = {
    origin,
    deliveries,
    answer: () => 200,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
  return receiver

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await buffer(request)).toString()
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    )
    const delivery = { method: request.method ?? '', url: `${origin}${request.url}`, headers, body }
    deliveries.push(delivery)
    const answer = await receiver.answer(delivery)
    if (answer === 'unreachable') response.destroy()
    else if (typeof answer === 'number') {
      response.writeHead(answer, headersOf(answer, origin)).end()
    } else if (answer !== 'silent') {
      response.writeHead(answer.status, headersOf(answer.status, origin)).end(answer.body)
    }
  }
}

function headersOf(status: number, origin: string): Record<string, string> {
  return status >= 300 && status < 400 ? { Location: `${origin}${REDIRECT_TARGET}` } : {}
}
