import { order, orderNumberOf, webhookSubscriptions } from '@kvitt/domain'
import { verifyWebhook, type WebhookSecret } from '@kvitt/sdk'
import { parseReference } from '@kvitt/values'
import type { Context } from 'hono'
import { orderKey } from '../orders/order-key.ts'
import { nonceOf, PROOF_HEADER, proofOf } from '../self-test/proof.ts'
import type { SalesUnit, Services } from '../services.ts'
import { noteRefusal } from './note-refusal.ts'
import { webhookUrlOf } from './webhook-url.ts'

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
  const { msn } = salesUnit
  const secrets = await secretsOf(services, salesUnit)
  if (secrets.length === 0) {
    logger.error({ msn }, 'a webhook came, but no secret is known to verify it with')
    return new Response(null, { status: 401 })
  }
  const copy = req.raw.clone()
  const verified = await verifyWebhook(req.raw, secrets, {
    registeredUrl: webhookUrlOf(configuration.publicUrl, salesUnit),
    receivedAt: clock.now(),
  })
  if (!verified.valid) {
    const { fault, detail } = verified
    logger.warn({ msn, fault, detail }, 'a webhook is not genuine')
    await noteRefusal(services, salesUnit, copy, fault)
    return new Response(null, { status: 401 })
  }
  await copy.body?.cancel()
  const { event } = verified
  const nonce = nonceOf(event?.reference ?? '')
  if (nonce !== undefined) {
    const headers = { [PROOF_HEADER]: proofOf(configuration.resultSecret, nonce) }
    return new Response(null, { status: 200, headers })
  }
  return event === undefined || event.msn !== msn
    ? new Response(null, { status: 200 })
    : note(services, salesUnit, event)
}

/** How many secrets are tried at the most. */
const SECRETS_MAX = 20

/** Of every registration that may be calling, the newest first. */
async function secretsOf(
  { store }: Services,
  { msn, webhookSecrets = [] }: SalesUnit,
): Promise<readonly WebhookSecret[]> {
  const state = await store.load(webhookSubscriptions, msn)
  return [...(state?.subscriptions.toReversed() ?? []), ...webhookSecrets].slice(0, SECRETS_MAX)
}

async function note(
  { store, clock, logger }: Services,
  { msn, referencePrefix }: SalesUnit,
  event: { readonly reference: string; readonly name: string; readonly success: boolean },
): Promise<Response> {
  const number = orderNumberOf(referencePrefix, event.reference)
  const reference = parseReference(event.reference)
  const context = { msn, reference: event.reference, event: event.name }
  if (number === undefined || reference === undefined) {
    logger.info(context, 'a webhook is about a payment that is not of an order here')
    return new Response(null, { status: 200 })
  }
  const at = clock.now()
  const webhook = { name: event.name, isSuccess: event.success }
  const command = { type: 'want-read', at, reference, cause: 'webhook', webhook } as const
  const key = orderKey(msn, number)
  const { refusal } = await store.decide({ aggregate: order, key, command, at })
  if (refusal !== undefined) logger.warn(context, 'a webhook is about an order that is not here')
  return new Response(null, { status: 200 })
}
