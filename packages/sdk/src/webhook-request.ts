import { signWebhook } from '@kvitt/contract'

/** A webhook to be made for a test. */
export interface WebhookToSend {
  /** The registered URL. */
  readonly url: string | URL
  readonly secret: string
  /** Sent as compact JSON; a text is sent as it is. */
  readonly body: unknown
  /** The registration that calls. */
  readonly registrationId?: string | undefined
  /** When it is signed, in ms since the epoch; now unless given. */
  readonly sentAt?: number | undefined
}

/**
 * Makes a webhook as Vipps MobilePay sends it, signed, to test an endpoint with.
 *
 * ```ts
 * const request = await webhookRequest({ url, secret, body: { ...event, name: 'AUTHORIZED' } })
 * const { status } = await app.fetch(request)
 * ```
 */
export async function webhookRequest(webhook: WebhookToSend): Promise<Request> {
  const { secret, registrationId = crypto.randomUUID(), sentAt = Date.now() } = webhook
  const url = new URL(webhook.url)
  const text = typeof webhook.body === 'string' ? webhook.body : JSON.stringify(webhook.body)
  const signature = await signWebhook(secret, url, new Date(sentAt).toUTCString(), text)
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'Vipps MobilePay/1.0 Webhooks/1.0',
    'Webhook-Id': registrationId,
    ...signature,
    'X-Vipps-Authorization': signature.Authorization,
  }
  return new Request(url, { method: 'POST', headers, body: text })
}
