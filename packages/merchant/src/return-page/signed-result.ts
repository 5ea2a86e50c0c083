import { createHmac } from 'node:crypto'
import type { OrderStatus } from '@kvitt/domain'
import { SECOND_MS, type Instant } from '@kvitt/values'

/**
 * The address in the shop where the customer goes on, with what became of the order.
 *
 * `signature` is the HMAC-SHA256, in Base64url, of `order`, `status` and `at` with a full stop
 * between them; `at` is in seconds since the epoch. It lets the shop greet the customer rightly:
 * goods are handed over when the API says that they are paid.
 */
export function signedResult(
  secret: string,
  result: {
    readonly returnUrl: string
    readonly number: string
    readonly status: OrderStatus
    readonly at: Instant
  },
): string {
  const { returnUrl, number, status } = result
  const at = String(Math.floor(result.at / SECOND_MS))
  const signature = createHmac('sha256', secret).update(`${number}.${status}.${at}`)
  const url = new URL(returnUrl)
  url.searchParams.set('order', number)
  url.searchParams.set('status', status)
  url.searchParams.set('at', at)
  url.searchParams.set('signature', signature.digest('base64url'))
  return url.href
}
