import type { Context } from 'hono'
import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { refreshed } from './payments.ts'
import type { Services } from './services.ts'

/**
 * `POST /events`: the payment server tells that something about an order has changed, signed as
 * Standard Webhooks has it, until it hears 2xx.
 *
 * Events can come twice and late. So an event is taken for a hint alone, and the order is read:
 * what is read is never old, however many events come and in whatever order.
 *
 * @see https://www.standardwebhooks.com/
 */
export async function receiveEvent(services: Services, { req }: Context): Promise<Response> {
  const { configuration, orders } = services
  // The signature is over the bytes that were sent: read them before anything else does.
  const body = await req.text()
  let event: { readonly data: { readonly order: { readonly number: string } } }
  try {
    const webhook = new Webhook(configuration.eventSecret)
    event = webhook.verify(body, req.header()) as typeof event
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error
    return new Response('the signature is not right\n', { status: 401 })
  }
  const order = orders.byNumber(event.data.order.number)
  // Of another shop at the same payment server: nothing to do, and nothing to tell again.
  if (!order) return new Response(null, { status: 204 })
  const { isSilent } = await refreshed(services, order)
  // Not 2xx: it is told again, until it has been looked at.
  return new Response(null, { status: isSilent ? 503 : 204 })
}
