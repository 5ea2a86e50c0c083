import { createHmac, timingSafeEqual } from 'node:crypto'
import type { PaymentStatus } from './payment-server.ts'

/** How old a result may be: an address that was kept or sent on says nothing about today. */
const AGE_SECONDS_MAX = 15 * 60

/**
 * What a customer's browser says has become of an order, when the payment server has signed it:
 * `signature` is the HMAC-SHA256, in Base64url, of `order`, `status` and `at` with a full stop
 * between them.
 *
 * It is for greeting customers rightly. Goods are handed over by what the API says.
 */
export function signedResult(
  query: URLSearchParams,
  { number, secret, now }: { readonly number: string; readonly secret: string; readonly now: Date },
): PaymentStatus | undefined {
  const [order, status, at, signature = ''] = ['order', 'status', 'at', 'signature'].map(
    (name) => query.get(name) ?? '',
  )
  const right = createHmac('sha256', secret).update(`${order}.${status}.${at}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
  const ageSeconds = Math.abs(now.getTime() / 1_000 - Number(at))
  return order === number && ageSeconds <= AGE_SECONDS_MAX ? (status as PaymentStatus) : undefined
}
