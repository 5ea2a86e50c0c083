import { reasonsOf, tolerate } from '@kvitt/contract'
import type { Exchange } from './exchange.ts'
import { isStrict } from './is-strict.ts'
import { jsonResponse, problemBody, replyResponse, validationReply } from './problem-response.ts'
import { parseJson } from './parse-json.ts'
import { BODY_BYTES_MAX, readBody } from './read-body.ts'

/**
 * Reads and checks the body. Its content type is not looked at: official clients send JSON as
 * almost anything, and a type without a body.
 */
export async function parseBody(exchange: Exchange): Promise<Response | undefined> {
  const { body: expected } = exchange.operation
  if (!expected) return undefined
  const text = await readBody(exchange.request)
  if (text === undefined) return tooLarge(exchange)
  exchange.bodyText = text
  const isEmpty = text.trim() === ''
  if (isEmpty && !expected.required) {
    exchange.body = {}
    return undefined
  }
  let sent: unknown
  try {
    sent = isEmpty ? undefined : isStrict(exchange) ? JSON.parse(text) : parseJson(text)
  } catch {
    return refuse(exchange, [{ name: 'body', reason: 'The request body is not valid JSON.' }])
  }
  const body = isStrict(exchange) ? sent : tolerate(sent)
  const parsed = expected.schema.safeParse(body)
  if (!parsed.success) return refuse(exchange, reasonsOf(parsed.error, body))
  exchange.body = parsed.data
  return undefined
}

function refuse(exchange: Exchange, reasons: Parameters<typeof validationReply>[1]): Response {
  return replyResponse(validationReply(exchange, reasons))
}

function tooLarge(exchange: Exchange): Response {
  const detail = `The request body is larger than ${BODY_BYTES_MAX} bytes.`
  return jsonResponse(413, problemBody(exchange, 413, 'Payload Too Large', detail))
}
