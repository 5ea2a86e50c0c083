/** The headers that authenticate one delivery attempt. */
export interface WebhookSignature {
  readonly 'X-Ms-Date': string
  readonly 'X-Ms-Content-Sha256': string
  readonly Authorization: string
}

const encoder = new TextEncoder()

/**
 * Signs one delivery attempt.
 *
 * @param secret the registration's secret as text: it looks like Base64 but is not decoded
 * @param url the registered URL; its authority and its path with query are signed
 * @param date the moment of this attempt in RFC 1123 form, fresh for each
 * @param body the raw body
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/
 */
export async function signWebhook(
  secret: string,
  url: URL,
  date: string,
  body: string,
): Promise<WebhookSignature> {
  const hash = base64(await crypto.subtle.digest('SHA-256', encoder.encode(body)))
  const message = `POST\n${url.pathname}${url.search}\n${date};${url.host};${hash}`
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const signature = base64(await crypto.subtle.sign('HMAC', key, encoder.encode(message)))
  return {
    'X-Ms-Date': date,
    'X-Ms-Content-Sha256': hash,
    Authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  }
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}
