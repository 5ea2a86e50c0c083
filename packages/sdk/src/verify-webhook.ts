import {
  PaymentWebhook,
  verifyWebhook as diagnoseWebhook,
  type ReceivedWebhook,
  type WebhookVerdict,
} from '@kvitt/contract'
import { KvittError } from './kvitt-error.ts'
import { readBounded } from './read-bounded.ts'
import { readJson } from './read-json.ts'

/** A request as a framework on Node gives it, with the body as the bytes that came. */
export interface RawRequest {
  readonly method?: string | undefined
  /** Path with query, as `request.originalUrl` or `request.url` have it. */
  readonly url?: string | undefined
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>
  /** Never a parsed one: the signature covers the bytes. Undefined is an empty one. */
  readonly body: Uint8Array | string | undefined
}

/** The secret of one registration; several while one takes the place of another. */
export type WebhookSecret = string | { readonly id: string; readonly secret: string }

export interface VerifyOptions {
  /**
   * The URL that was registered. Give it when something on the way changes host or path, a proxy
   * for one: the signature is held against it then, and not against the request line. Whole, with
   * https:// and host.
   */
  readonly registeredUrl?: string | undefined
  /** In ms since the epoch; now unless given. */
  readonly receivedAt?: number | undefined
}

type Invalid = Extract<WebhookVerdict, { readonly valid: false }>

/** What can be wrong with a webhook, in the order in which it is looked for. */
export type WebhookFault = Invalid['fault'] | 'bodyTooLarge'

export type WebhookVerification =
  | {
      readonly valid: true
      /** The registration whose secret it was, where ids were given. */
      readonly registrationId: string | undefined
      /** The event of a payment; undefined for webhooks about anything else. */
      readonly event: PaymentWebhook | undefined
      /** The body, whatever it is about. */
      readonly json: unknown
    }
  | {
      readonly valid: false
      readonly fault: WebhookFault
      /** For the log, in words and without secrets. Do not answer with it. */
      readonly detail: string
      /** What has to be signed, once so much is known. For the log too. */
      readonly stringToSign?: string
    }

const SECRETS_MAX = 20
const BODY_BYTES_MAX = 256 * 1024

/**
 * Tells whether a webhook is genuine, and what is wrong with it otherwise. Answer 401 when it is
 * not; store the event and answer 2xx within 10 seconds when it is. It may come twice: `name` and
 * `pspReference` of an event together are one of a kind. Read the payment before money moves.
 *
 * ```ts
 * const webhook = await verifyWebhook(request, [secret])
 * if (!webhook.valid) return new Response(null, { status: 401 })
 * ```
 *
 * @param secrets of every registration that may be calling, 1 to 20
 * @throws KvittError `invalidInput` when a secret is missing, the body is not the bytes that came, or
 * `registeredUrl` is no URL
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/request-authentication/
 */
export async function verifyWebhook(
  request: Request | RawRequest,
  secrets: readonly WebhookSecret[],
  { registeredUrl, receivedAt = Date.now() }: VerifyOptions = {},
): Promise<WebhookVerification> {
  checkSecrets(secrets)
  checkRequest(request)
  if (registeredUrl !== undefined && !URL.canParse(registeredUrl)) {
    throw invalidInput('registeredUrl', 'must be the whole URL: https://shop.example/webhooks')
  }
  const body = await bodyOf(request)
  if (body === undefined) {
    const detail = `The body is larger than ${BODY_BYTES_MAX} bytes; webhooks are far smaller.`
    return { valid: false, fault: 'bodyTooLarge', detail }
  }
  const received = receivedOf(request, body, registeredUrl, receivedAt)
  const candidates = candidatesOf(received, secrets)
  let firstVerdict: Invalid | undefined
  for (const { id, secret } of candidates) {
    const otherSecrets = candidates
      .filter((other) => other.secret !== secret)
      .map((other) => ({ id: other.id ?? 'another one', secret: other.secret }))
    const verdict = await diagnoseWebhook(received, { secret, otherSecrets })
    if (verdict.valid) return genuine(body, id)
    firstVerdict ??= verdict
  }
  return withAdvice(
    firstVerdict ?? { valid: false, fault: 'wrongSecret', detail: 'There is no secret.' },
    received,
    registeredUrl,
  )
}

/** A signature of another URL looks like one of another secret: both are named then. */
function withAdvice(
  verdict: Invalid,
  { url, headers }: ReceivedWebhook,
  registeredUrl: string | undefined,
): Invalid {
  if (verdict.fault !== 'wrongSecret' || registeredUrl !== undefined) return verdict
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? ''
  const seen = URL.canParse(url) ? url : `${host}${url}`
  const advice = `Or the URL that was registered is not ${seen}: behind a proxy that changes host or path, give registeredUrl.`
  return { ...verdict, detail: `${verdict.detail} ${advice}` }
}

/** A variable of the environment that is not set is not looked past: nothing would be verified by it. */
function checkSecrets(secrets: readonly WebhookSecret[]): void {
  const isUsable =
    Array.isArray(secrets) &&
    secrets.length >= 1 &&
    secrets.length <= SECRETS_MAX &&
    secrets.every((each: WebhookSecret | undefined) => {
      const text = each === undefined || each === null ? undefined : textOf(each)
      return typeof text === 'string' && text !== ''
    })
  if (isUsable) return
  const reason = `must be 1 to ${SECRETS_MAX} secrets, each as the registration told it`
  throw invalidInput('secrets', reason)
}

/** What programs without types may give instead of a request. */
function checkRequest(request: Request | RawRequest | undefined): void {
  if (typeof request?.headers === 'object' && request.headers !== null) return
  throw invalidInput('request', 'must be a Request, or method, url, headers and body of one')
}

function textOf(secret: WebhookSecret): string {
  return typeof secret === 'string' ? secret : secret.secret
}

function invalidInput(name: string, reason: string): KvittError {
  return new KvittError({ code: 'invalidInput', verdict: 'refused', details: [{ name, reason }] })
}

/** By what it can do: some servers and tests have a `Request` of their own. */
function isOfTheWeb(request: Request | RawRequest): request is Request {
  return 'arrayBuffer' in request && typeof request.arrayBuffer === 'function'
}

/** The raw body; undefined when it is too large. */
async function bodyOf(request: Request | RawRequest): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (isOfTheWeb(request)) {
    if (request.bodyUsed) {
      throw invalidInput('request', 'its body has been read already: verify first, then parse')
    }
    return readBounded(request.body, BODY_BYTES_MAX)
  }
  const { body = '' } = request
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    const reason = 'must be the bytes that came, not what a parser made of them'
    throw invalidInput('request.body', reason)
  }
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
  return bytes.byteLength > BODY_BYTES_MAX ? undefined : bytes
}

function receivedOf(
  request: Request | RawRequest,
  body: Uint8Array<ArrayBuffer>,
  registeredUrl: string | undefined,
  receivedAt: number,
): ReceivedWebhook {
  const { method = '', url = '/' } = request
  const all = isOfTheWeb(request) ? [...request.headers] : headerPairs(request.headers)
  return {
    method,
    url: registeredUrl ?? url,
    // Of the registered URL the host counts, not the one that something on the way has set.
    headers:
      registeredUrl === undefined ? all : all.filter(([name]) => name.toLowerCase() !== 'host'),
    body,
    receivedAt,
  }
}

function headerPairs(headers: RawRequest['headers']): readonly (readonly [string, string])[] {
  if (isIterable(headers)) return [...headers]
  return Object.entries(headers).flatMap(([name, value]) => {
    if (value === undefined) return []
    return [[name, typeof value === 'string' ? value : value.join(', ')] as const]
  })
}

/** By what it can do: there are several `Headers` on Node. */
function isIterable(headers: RawRequest['headers']): headers is Headers {
  return Symbol.iterator in headers
}

/** The secrets as they are to be tried: first that of the registration which says that it calls. */
function candidatesOf(
  { headers }: ReceivedWebhook,
  secrets: readonly WebhookSecret[],
): readonly { readonly id: string | undefined; readonly secret: string }[] {
  const named = headers.find(([name]) => name.toLowerCase() === 'webhook-id')?.[1]
  return secrets
    .map((each) => ({ id: typeof each === 'string' ? undefined : each.id, secret: textOf(each) }))
    .toSorted((left, right) => Number(right.id === named) - Number(left.id === named))
}

function genuine(
  body: Uint8Array<ArrayBuffer>,
  registrationId: string | undefined,
): WebhookVerification {
  const text = new TextDecoder().decode(body)
  const json = readJson({ safeParse: () => ({}) }, text)
  const event = readJson(PaymentWebhook, text)
  return {
    valid: true,
    registrationId,
    event: 'value' in event ? (event.value as PaymentWebhook) : undefined,
    json: 'value' in json ? json.value : undefined,
  }
}
