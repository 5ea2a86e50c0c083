import type { Exchange } from './exchange.ts'
import { rateLimitResponse } from './problem-response.ts'
import { sentReference } from './sent-body.ts'

/** No reference is longer; more of one would only fill the memory. */
const REFERENCE_LENGTH_MAX = 64

/**
 * Lets through only so many calls a minute for one reference, as the gateway does: before anybody
 * asks whether they are valid, and replays too. Creates that name no `reference` count as one.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/rate-limiting/
 */
export async function limitRate(exchange: Exchange): Promise<Response | undefined> {
  const { rateLimit } = exchange.operation
  const { rateLimiter } = exchange.services
  if (!rateLimit || !rateLimiter) return undefined
  const reference = (await sentReference(exchange)) ?? ''
  const caller =
    rateLimit.per === 'salesUnit'
      ? exchange.salesUnit?.msn
      : exchange.request.headers.get('ocp-apim-subscription-key')
  const key = `${exchange.operation.id} ${caller} ${reference.slice(0, REFERENCE_LENGTH_MAX)}`
  const retryAfterSeconds = rateLimiter.count(key, rateLimit.callsPerMinuteMax)
  return retryAfterSeconds === undefined ? undefined : rateLimitResponse(retryAfterSeconds)
}
