/** The largest request body that is read. */
export const BODY_BYTES_MAX = 1024 * 1024

/** Reads a body as text; undefined when it is larger than allowed. */
export async function readBody(request: Request): Promise<string | undefined> {
  const length = request.headers.get('content-length')
  if (length !== null) {
    return Number(length) > BODY_BYTES_MAX ? undefined : await request.text()
  }
  if (request.headers.get('transfer-encoding') === null && request.body === null) return ''
  return readBounded(request)
}

/** A body of unknown length is counted as it comes, so that nobody can fill the memory with it. */
async function readBounded(request: Request): Promise<string | undefined> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > BODY_BYTES_MAX) return undefined
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
