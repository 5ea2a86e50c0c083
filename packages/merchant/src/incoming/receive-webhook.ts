import { order, orderNumberOf } from '@kvitt/domain'
import { verifyWebhook } from '@kvitt/sdk'
import { StoreBusyError } from '@kvitt/store'
import { parseReference } from '@kvitt/values'
import type { Context } from 'hono'
import { orderKey } from '../orders/order-key.ts'
import type { SalesUnit, Services } from '../services.ts'

/** Where the provider sends the webhooks of a sales unit. */
export function webhookUrlOf(publicUrl: URL, { msn }: Pick<SalesUnit, 'msn'>): string {
  return new URL(`/webhooks/${msn}`, publicUrl).href
}

/**
 * Takes a webhook in: verified on the bytes that came, noted durably, answered. What it says is
 * not believed: the payment is read before anything is made of it.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
export async function receiveWebhook(services: Services, { req }: Context): Promise<Response> {
  const { configuration, clock, logger } = services
  const salesUnit = configuration.salesUnits.find(({ msn }) => msn === req.param('msn'))
  if (!salesUnit) return new Response(null, { status: 404 })
  const { msn, webhookSecrets } = salesUnit
  if (webhookSecrets.length === 0) {
    logger.error({ msn }, 'a webhook came, but no secret is known to verify it with')
    return new Response(null, { status: 401 })
  }
  const verified = await verifyWebhook(req.raw, webhookSecrets, {
    registeredUrl: webhookUrlOf(configuration.publicUrl, salesUnit),
    receivedAt: clock.now(),
  })
  if (!verified.valid) {
    const { fault, detail } = verified
    logger.warn({ msn, fault, detail }, 'a webhook is not genuine')
    return new Response(null, { status: 401 })
  }
  const { event } = verified
  return event === undefined || event.msn !== msn
    ? new Response(null, { status: 200 })
    : note(services, salesUnit, event)
}

async function note(
  { store, clock, logger }: Services,
  { msn, referencePrefix }: SalesUnit,
  event: { readonly reference: string; readonly name: string },
): Promise<Response> {
  const number = orderNumberOf(referencePrefix, event.reference)
  const reference = parseReference(event.reference)
  const context = { msn, reference: event.reference, event: event.name }
  if (number === undefined || reference === undefined) {
    logger.info(context, 'a webhook is about a payment that is not of an order here')
    return new Response(null, { status: 200 })
  }
  const at = clock.now()
  const command = { type: 'want-read', at, reference, cause: 'webhook' } as const
  try {
    const key = orderKey(msn, number)
    const { refusal } = await store.decide({ aggregate: order, key, command, at })
    if (refusal !== undefined) logger.warn(context, 'a webhook is about an order that is not here')
    return new Response(null, { status: 200 })
  } catch (error) {
    if (!(error instanceof StoreBusyError)) throw error
    return new Response(null, { status: 503 })
  }
}
