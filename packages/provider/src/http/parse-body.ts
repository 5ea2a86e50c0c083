import { tolerate, unknownMembers } from '@kvitt/contract'
import type { Exchange } from './exchange.ts'
import { isStrict } from './is-strict.ts'
import { BODY_BYTES_MAX } from './read-body.ts'
import { refusal, schemaRefusal, validationRefusal } from './refusal.ts'
import { sentBody, type SentBody } from './sent-body.ts'

/**
 * Reads and checks the body. Its content type is not looked at: official clients send JSON as
 * almost anything, and a type without a body.
 */
export async function parseBody(exchange: Exchange): Promise<Response | undefined> {
  const { body: expected } = exchange.operation
  if (!expected) return undefined
  const received = await sentBody(exchange)
  if (received.kind === 'too-large') return tooLarge(exchange, expected.bytesMax ?? BODY_BYTES_MAX)
  if (received.kind === 'not-json') {
    const reason = 'The request body is not valid JSON.'
    return validationRefusal(exchange, [{ name: 'body', reason }])
  }
  if (received.kind === 'empty' && !expected.required) {
    exchange.body = {}
    return undefined
  }
  const body = valueOf(exchange, received)
  const parsed = expected.schema.safeParse(body)
  if (!parsed.success) return schemaRefusal(exchange, parsed.error, body, expected.schema)
  const unknown = isStrict(exchange) ? unknownMembers(body, parsed.data) : []
  if (unknown.length > 0) return validationRefusal(exchange, unknown)
  exchange.body = parsed.data
  return undefined
}

function valueOf(exchange: Exchange, received: SentBody): unknown {
  if (received.kind !== 'json') return undefined
  return isStrict(exchange) ? JSON.parse(received.text) : tolerate(received.value)
}

function tooLarge(exchange: Exchange, bytesMax: number): Response {
  const detail = `The request body is larger than the maximum size of ${bytesMax} bytes.`
  return refusal(exchange, 413, 'Payload Too Large', detail)
}
