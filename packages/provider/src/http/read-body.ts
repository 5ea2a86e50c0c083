/** The largest request body that is read. */
export const BODY_BYTES_MAX = 1024 * 1024
/** How much of a larger one is received and dropped, so that its sender gets to read the refusal. */
const DROPPED_BYTES_MAX = 32 * 1024 * 1024

/** A body that cannot be read to its end, or is no text when it has been. */
export class UnreadableBodyError extends Error {
  override readonly name = 'UnreadableBodyError'
}

/**
 * Reads a body as text; undefined when it is larger than allowed.
 *
 * @throws UnreadableBodyError when it ends too soon or is not UTF-8
 */
export async function readBody(request: Request): Promise<string | undefined> {
  const length = request.headers.get('content-length')
  if (length !== null && Number(length) <= BODY_BYTES_MAX) {
    return textOf(await received(() => request.arrayBuffer()))
  }
  const isAnnounced = length !== null || request.headers.get('transfer-encoding') !== null
  return isAnnounced || request.body !== null ? readBounded(request) : ''
}

/** A body of unknown length is counted as it comes, so that nobody can fill the memory with it. */
async function readBounded(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  await received(async () => {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength
      if (bytes <= BODY_BYTES_MAX) chunks.push(chunk)
      else if (bytes > DROPPED_BYTES_MAX) return
    }
  })
  return bytes <= BODY_BYTES_MAX ? textOf(Buffer.concat(chunks)) : undefined
}

async function received<Received>(receive: () => Promise<Received>): Promise<Received> {
  try {
    return await receive()
  } catch (cause) {
    throw new UnreadableBodyError('The request body ended too soon.', { cause })
  }
}

/** What is not UTF-8 must not become something else without a word. */
const decoder = new TextDecoder('utf-8', { fatal: true })

function textOf(bytes: ArrayBuffer | Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new UnreadableBodyError('The request body is not valid UTF-8.', { cause })
  }
}
