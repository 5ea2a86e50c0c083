import type { ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { ConnectionDroppedError, TruncatedResponse } from '@kvitt/provider'

/**
 * Does to a real connection what a fault did to an answer: closes the socket instead of it, or in
 * the middle of it.
 */
export async function answerOn(
  outgoing: ServerResponse,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    const response = await answer()
    if (!(response instanceof TruncatedResponse)) return response
    const { status, headers, part } = response
    outgoing.writeHead(status, Object.fromEntries(headers))
    outgoing.write(part, () => outgoing.destroy())
  } catch (error) {
    if (!(error instanceof ConnectionDroppedError)) throw error
    outgoing.destroy()
  }
  return RESPONSE_ALREADY_SENT
}
