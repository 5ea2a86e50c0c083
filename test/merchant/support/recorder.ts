import type { ShopEvent } from '@kvitt/contract'
import { Webhook } from 'standardwebhooks'

/** The shop's own endpoint: verifies what it is told with the published library, and keeps it. */
export class Recorder {
  readonly events: ShopEvent[] = []
  /** What it answers; 200 until told otherwise. */
  status = 200
  readonly #webhook: Webhook

  constructor(secret: string) {
    this.#webhook = new Webhook(secret)
  }

  async receive(request: Request, now: number): Promise<Response> {
    if (this.status !== 200) return new Response(null, { status: this.status })
    const body = await request.text()
    // The library holds the timestamp against the machine's clock, and not against the test's.
    const sentAt = new Date(Number(request.headers.get('webhook-timestamp')) * 1_000)
    const id = request.headers.get('webhook-id') ?? ''
    const signature = this.#webhook.sign(id, sentAt, body)
    const isGenuine = signature === request.headers.get('webhook-signature')
    if (!isGenuine || Math.abs(now - sentAt.getTime()) > 300_000) {
      return new Response(null, { status: 401 })
    }
    const event = JSON.parse(body) as ShopEvent
    if (event.id !== id) return new Response(null, { status: 400 })
    this.events.push(event)
    return new Response(null, { status: 204 })
  }

  typesOf(number: string): readonly string[] {
    return this.events.filter(({ data }) => data.order.number === number).map(({ type }) => type)
  }
}
