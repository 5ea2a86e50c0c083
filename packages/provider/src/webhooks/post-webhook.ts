import { signWebhook } from '@kvitt/contract'
import type { WebhookRegistration } from '@kvitt/domain'
import { whyNoAnswer } from '@kvitt/http'
import { SECOND_MS, type DurationMs, type Instant } from '@kvitt/values'
import type { Services } from '../services.ts'

/** How long an endpoint has to answer. */
const ANSWER_TIMEOUT_MS = 10 * SECOND_MS
/** How much of what an endpoint says is read, for people to look at. */
const ANSWER_BYTES_MAX = 8 * 1_024
/** How long is waited for it: whether a webhook is delivered, the status has said already. */
const ANSWER_BODY_TIMEOUT_MS = SECOND_MS

/** What an endpoint answered. */
interface EndpointAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** One webhook as it went over the wire, and what came back. */
export interface PostedWebhook {
  /** On the system's clock. */
  readonly systemAt: Instant
  readonly durationMs: DurationMs
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Undefined when there was none. */
  readonly answer: EndpointAnswer | undefined
  /** Why it was not delivered; undefined when it was. */
  readonly failure: string | undefined
}

export type Poster = Pick<Services, 'systemClock' | 'fetch'>

/**
 * Sends one webhook, signed afresh.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/webhooks-api/
 */
export async function postWebhook(
  services: Poster,
  { id, url: registeredUrl, secret }: Pick<WebhookRegistration, 'id' | 'url' | 'secret'>,
  body: string,
): Promise<PostedWebhook> {
  const url = new URL(registeredUrl)
  // The system's time, not the environment's: the receiver holds it against its own clock.
  const systemAt = services.systemClock.now()
  const signature = await signWebhook(secret, url, new Date(systemAt).toUTCString(), body)
  const headers = {
    'Content-Type': 'application/json; charset=utf-8',
    'User-Agent': 'Vipps MobilePay/1.0 Webhooks/1.0',
    'Webhook-Id': id,
    'X-Vipps-Authorization': signature.Authorization,
    ...signature,
  }
  const result = await send(services, url, headers, body)
  return {
    systemAt,
    durationMs: services.systemClock.now() - systemAt,
    url: registeredUrl,
    headers: { Host: url.host, ...headers },
    body,
    ...result,
  }
}

async function send(
  { fetch, systemClock }: Poster,
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Pick<PostedWebhook, 'answer' | 'failure'>> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    })
    const answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await beginningOf(response, systemClock),
    }
    return { answer, failure: response.ok ? undefined : `HTTP ${response.status}` }
  } catch (error) {
    return { answer: undefined, failure: whyNoAnswer(error, ANSWER_TIMEOUT_MS) }
  }
}

/** As much of a body as comes soon and may be kept; the rest is not waited for. */
async function beginningOf(
  { body }: Response,
  systemClock: Poster['systemClock'],
): Promise<string> {
  if (!body) return ''
  const reader = body.getReader()
  const cancelTimer = systemClock.setTimer(ANSWER_BODY_TIMEOUT_MS, () => void giveUp(reader))
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  try {
    while (bytes < ANSWER_BYTES_MAX) {
      const { done, value } = await reader.read()
      if (done) break
      text += decoder.decode(value.subarray(0, ANSWER_BYTES_MAX - bytes), { stream: true })
      bytes += value.byteLength
    }
  } catch {
    // What has come is kept.
  }
  cancelTimer()
  await giveUp(reader)
  return text
}

async function giveUp(reader: ReadableStreamDefaultReader): Promise<void> {
  // A connection that has failed meanwhile has nothing to be called off.
  await reader.cancel().catch(() => {})
}
