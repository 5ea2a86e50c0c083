/** The headers that authenticate one delivery attempt. */
export interface WebhookSignature {
  readonly 'X-Ms-Date': string
  readonly 'X-Ms-Content-Sha256': string
  readonly Authorization: string
}

/** What a signature is made of. */
export interface SignedParts {
  readonly method: string
  /** With the query, percent-encoding untouched. */
  readonly path: string
  /** With the port, unless it is the scheme's own. */
  readonly host: string
  readonly date: string
  readonly hash: string
}

/** What stands before the signature in `Authorization`. */
export const SIGNATURE_PREFIX =
  'HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature='

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
  const hash = await contentHash(encoder.encode(body))
  const text = stringToSign({ method: 'POST', path: signedPath(url), host: url.host, date, hash })
  return {
    'X-Ms-Date': date,
    'X-Ms-Content-Sha256': hash,
    Authorization: `${SIGNATURE_PREFIX}${await signatureOf(encoder.encode(secret), text)}`,
  }
}

/** Path and query as they stand in a request line, also a `?` that nothing follows. */
export function signedPath({ href, pathname, search }: URL): string {
  // An empty query has no `search`, but clients send its question mark.
  return pathname + (search || (/^[^#?]*\?(?:#|$)/.test(href) ? '?' : ''))
}

/** Base64 of the SHA-256 of a raw body. */
export async function contentHash(body: Uint8Array<ArrayBuffer>): Promise<string> {
  return base64(await crypto.subtle.digest('SHA-256', body))
}

export function stringToSign({ method, path, date, host, hash }: SignedParts): string {
  return `${method}\n${path}\n${date};${host};${hash}`
}

/** Base64 of the HMAC-SHA256 of a text. */
export async function signatureOf(secret: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', secret, algorithm, false, ['sign'])
  return base64(await crypto.subtle.sign('HMAC', key, encoder.encode(text)))
}

/**
 * Whether two signatures or hashes are the same, in a time that does not tell where they differ.
 * Their length is no secret.
 */
export function isSameSignature(left: string, right: string): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index += 1) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  }
  return difference === 0
}

function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)))
}
