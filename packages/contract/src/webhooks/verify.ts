import { contentHash, SIGNATURE_PREFIX, stringToSign, type SignedParts } from './signature.ts'
import { findComputedFault } from './computed-faults.ts'
import { findSignatureFault, malformedSignature, type SignatureFault } from './signature-faults.ts'

/** A webhook as somebody received it. */
export interface ReceivedWebhook {
  readonly method: string
  /** Whole, or only the path with its query as the request line has it. */
  readonly url: string
  /** In whatever case. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Uint8Array<ArrayBuffer>
  /** In ms since the epoch. */
  readonly receivedAt: number
}

/** What the receiver believes to be true. */
export interface WebhookExpectation {
  readonly secret: string
  readonly registeredUrl?: string | undefined
  /** Secrets of other registrations, to tell one that was mistaken for another. */
  readonly otherSecrets?: readonly { readonly id: string; readonly secret: string }[]
  /** What the receiver has worked out by itself, as far as it says. */
  readonly computed?: ComputedSignature | undefined
}

/** What a receiver has made of a webhook, to be held against what is right. */
export interface ComputedSignature {
  readonly secret?: string | undefined
  readonly stringToSign?: string | undefined
  /** Alone, or with what stands before it in `Authorization`. */
  readonly signature?: string | undefined
}

/** What can be wrong with a webhook; several are: the first in this order is named. */
export type WebhookFault =
  | 'wrongMethod'
  | 'missingHeader'
  | 'malformedAuthorization'
  | 'bodyAltered'
  | 'malformedDate'
  | SignatureFault
  | 'dateTooOld'

export type WebhookVerdict =
  | { readonly valid: true; readonly stringToSign: string }
  | {
      readonly valid: false
      readonly fault: WebhookFault
      /** What is wrong and what to do, in words; without any secret. */
      readonly detail: string
      /** What has to be signed, once so much is known. */
      readonly stringToSign?: string
      /** What was signed instead, where that is known; the same when the secret is to blame. */
      readonly signedInstead?: string
    }

/** Receivers that look at the date allow this much, the WooCommerce plugin for one. */
const AGE_MS_MAX = 300_000

/**
 * Tells the first thing that is wrong with a webhook and its signature.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/
 */
export async function verifyWebhook(
  received: ReceivedWebhook,
  expected: WebhookExpectation,
): Promise<WebhookVerdict> {
  const { method, body, receivedAt } = received
  if (method !== 'POST') {
    return wrong('wrongMethod', `Webhooks are sent with POST, not ${method}.`)
  }
  const headers = headersOf(received)
  const missing = missingHeader(headers)
  if (missing) return missing
  const authorization = headers.get('authorization') ?? headers.get('x-vipps-authorization') ?? ''
  const malformed = malformedAuthorization(authorization)
  if (malformed !== undefined) return wrong('malformedAuthorization', malformed)
  const hash = headers.get('x-ms-content-sha256') ?? ''
  const altered = await alteredBody(body, hash)
  if (altered !== undefined) return wrong('bodyAltered', altered)
  const date = headers.get('x-ms-date') ?? ''
  if (!RFC_1123.test(date) || Number.isNaN(Date.parse(date))) {
    const detail = `X-Ms-Date is ${date}, not of the form Mon, 03 Nov 2025 14:22:23 GMT.`
    return wrong('malformedDate', detail)
  }
  const parts = { method, path: pathOf(received.url), host: headers.get('host') ?? '', date, hash }
  const signature = authorization.slice(SIGNATURE_PREFIX.length)
  const found =
    (await findSignatureFault(parts, signature, expected)) ??
    (await findComputedFault(parts, expected))
  if (found) {
    const { fault, detail, signedInstead } = found
    return {
      ...wrong(fault, detail),
      stringToSign: stringToSign(found.parts),
      ...(signedInstead !== undefined && { signedInstead }),
    }
  }
  return tooOld(parts, receivedAt) ?? { valid: true, stringToSign: stringToSign(parts) }
}

const RFC_1123 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/

function wrong(
  fault: WebhookFault,
  detail: string,
): Extract<WebhookVerdict, { readonly valid: false }> {
  return { valid: false, fault, detail }
}

/** By lower-case name; the host of a whole URL stands in for a header that is not there. */
function headersOf({ headers, url }: ReceivedWebhook): ReadonlyMap<string, string> {
  const host = URL.canParse(url) ? [['host', new URL(url).host] as const] : []
  const named = headers.map(([name, value]) => [name.toLowerCase(), value.trim()] as const)
  return new Map([...host, ...named])
}

function pathOf(url: string): string {
  if (!URL.canParse(url)) return url
  // Not what the URL makes of its path: the encoding is to stay as it was sent.
  return /^[^:]+:\/\/[^/?#]*([^#]*)/.exec(url)?.[1] || '/'
}

function missingHeader(headers: ReadonlyMap<string, string>): WebhookVerdict | undefined {
  for (const name of ['X-Ms-Date', 'X-Ms-Content-Sha256', 'Host']) {
    if (!headers.get(name.toLowerCase())) {
      return wrong('missingHeader', `The header ${name} is missing: the signature covers it.`)
    }
  }
  if (headers.get('authorization') || headers.get('x-vipps-authorization')) return undefined
  const detail =
    'Neither Authorization nor X-Vipps-Authorization is there. Some servers strip Authorization ' +
    'before a program sees it: read X-Vipps-Authorization then, which has the same value.'
  return wrong('missingHeader', detail)
}

function malformedAuthorization(authorization: string): string | undefined {
  if (authorization.startsWith(SIGNATURE_PREFIX)) {
    return malformedSignature(authorization.slice(SIGNATURE_PREFIX.length))
  }
  const names = /SignedHeaders=([^&]*)/i.exec(authorization)?.[1]
  const right = 'x-ms-date;host;x-ms-content-sha256'
  if (names !== undefined && names !== right && names.split(';').length === 3) {
    return `SignedHeaders is ${names}, and has to be ${right}, in this order and case.`
  }
  return `Authorization has to begin with ${SIGNATURE_PREFIX} and the signature.`
}

/** Why the hash is not that of the body, as far as it can be guessed. */
async function alteredBody(
  body: Uint8Array<ArrayBuffer>,
  hash: string,
): Promise<string | undefined> {
  const right = await contentHash(body)
  if (right === hash) return undefined
  const text = new TextDecoder().decode(body)
  const guesses: readonly (readonly [text: string | undefined, why: string])[] = [
    [`${text}\n`, 'A line feed at its end has been lost.'],
    [text.replace(/\r?\n$/, ''), 'A line feed has been added at its end.'],
    [compactJson(text), 'It has been parsed and printed again: hash the bytes as they came.'],
    [JSON.stringify(text), 'It has been encoded as a JSON string.'],
    ['', 'The hash is that of an empty body: it was hashed before it was read, or after.'],
  ]
  for (const [guess, why] of guesses) {
    if (guess !== undefined && (await contentHash(new TextEncoder().encode(guess))) === hash) {
      return `X-Ms-Content-Sha256 is not the hash of this body. ${why}`
    }
  }
  const form = /^[0-9a-f]{64}$/i.test(hash) ? ' It has to be Base64, not hexadecimal.' : ''
  return (
    `X-Ms-Content-Sha256 is ${hash}, and the hash of this body is ${right}: the body has been ` +
    `altered on its way.${form}`
  )
}

function compactJson(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text))
  } catch {
    return undefined
  }
}

function tooOld(parts: SignedParts, receivedAt: number): WebhookVerdict | undefined {
  const ageMs = receivedAt - Date.parse(parts.date)
  if (Math.abs(ageMs) <= AGE_MS_MAX) return undefined
  const seconds = Math.round(Math.abs(ageMs) / 1_000)
  const detail =
    `The signature is right, but X-Ms-Date is ${seconds} s ${ageMs > 0 ? 'old' : 'in the future'}: ` +
    `receivers that look at it allow ${AGE_MS_MAX / 1_000} s. Is this machine's clock right?`
  return { ...wrong('dateTooOld', detail), stringToSign: stringToSign(parts) }
}
