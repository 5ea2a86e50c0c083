import { once } from 'node:events'
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'

/** A request as it reached the server. */
export type RecordedRequest = {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

/**
 * A server in Kvitt's place, for tests: records each request and answers 201 with the request's own
 * body. Its answers to the check before a run are not recorded.
 */
export async function startRecordingServer(
  onRequest: (request: RecordedRequest) => void = () => undefined,
): Promise<AsyncDisposable & { url: URL; requests: readonly RecordedRequest[] }> {
  const requests: RecordedRequest[] = []
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.concat(await request.toArray()).toString()
    const { method = '', url: path = '', headers } = request
    if (path === '/_kvitt/v1/clock') {
      response.writeHead(404).end()
      return
    }
    const recorded = { method, path, headers, body }
    requests.push(recorded)
    response.writeHead(201, { 'Content-Type': 'application/json' }).end(body)
    onRequest(recorded)
  }
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not a TCP port')
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    requests,
    [Symbol.asyncDispose]: async () => {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
