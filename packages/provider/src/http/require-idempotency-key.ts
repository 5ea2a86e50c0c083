import type { Exchange } from './exchange.ts'
import { replyResponse, validationReply } from './problem-response.ts'

const IDEMPOTENCY_KEY_LENGTH_MAX = 50

/** An empty key counts as none; where keys mean nothing they are not even looked at. */
export function requireIdempotencyKey(exchange: Exchange): Response | undefined {
  const need = exchange.operation.headers.idempotencyKey
  if (!need) return undefined
  const key = exchange.request.headers.get('idempotency-key')
  if (!key) return need === 'required' ? refuse(exchange, 'is required') : undefined
  if (key.length > IDEMPOTENCY_KEY_LENGTH_MAX) {
    const bound = `a maximum length of ${IDEMPOTENCY_KEY_LENGTH_MAX}`
    return refuse(exchange, `must be a string with ${bound}`)
  }
  exchange.idempotencyKey = key
  return undefined
}

function refuse(exchange: Exchange, what: string): Response {
  const reason = `The Idempotency-Key field ${what}.`
  return replyResponse(validationReply(exchange, [{ name: 'Idempotency-Key', reason }]))
}
