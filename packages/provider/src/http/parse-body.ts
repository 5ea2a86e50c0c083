import { reasonsOf, tolerate } from '@kvitt/contract'
import type { Exchange } from './exchange.ts'
import { isStrict } from './is-strict.ts'
import { jsonResponse, problemBody, replyResponse, validationReply } from './problem-response.ts'
import { BODY_BYTES_MAX } from './read-body.ts'
import { sentBody, type SentBody } from './sent-body.ts'

/**
 * Reads and checks the body. Its content type is not looked at: official clients send JSON as
 * almost anything, and a type without a body.
 */
export async function parseBody(exchange: Exchange): Promise<Response | undefined> {
  const { body: expected } = exchange.operation
  if (!expected) return undefined
  const received = await sentBody(exchange)
  if (received.kind === 'too-large') return tooLarge(exchange)
  if (received.kind === 'not-json') {
    return refuse(exchange, [{ name: 'body', reason: 'The request body is not valid JSON.' }])
  }
  if (received.kind === 'empty' && !expected.required) {
    exchange.body = {}
    return undefined
  }
  const body = valueOf(exchange, received)
  const parsed = expected.schema.safeParse(body)
  if (!parsed.success) return refuse(exchange, reasonsOf(parsed.error, body))
  exchange.body = parsed.data
  return undefined
}

function valueOf(exchange: Exchange, received: SentBody): unknown {
  if (received.kind !== 'json') return undefined
  return isStrict(exchange) ? JSON.parse(received.text) : tolerate(received.value)
}

function refuse(exchange: Exchange, reasons: Parameters<typeof validationReply>[1]): Response {
  return replyResponse(validationReply(exchange, reasons))
}

function tooLarge(exchange: Exchange): Response {
  const detail = `The request body is larger than ${BODY_BYTES_MAX} bytes.`
  return jsonResponse(413, problemBody(exchange, 413, 'Payload Too Large', detail))
}
