/** The largest request body that is read where an operation says nothing else. */
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
export async function readBody(
  request: Request,
  bytesMax: number = BODY_BYTES_MAX,
): Promise<string | undefined> {
  const length = request.headers.get('content-length')
  if (length !== null && Number(length) <= bytesMax) {
    return textOf(await received(() => request.arrayBuffer()))
  }
  const isAnnounced = length !== null || request.headers.get('transfer-encoding') !== null
  return isAnnounced || request.body !== null ? readBounded(request, bytesMax) : ''
}

/** A body of unknown length is counted as it comes, so that nobody can fill the memory with it. */
async function readBounded(request: Request, bytesMax: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  await received(async () => {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength
      if (bytes <= bytesMax) chunks.push(chunk)
      else if (bytes > DROPPED_BYTES_MAX) return
    }
  })
  return bytes <= bytesMax ? textOf(Buffer.concat(chunks)) : undefined
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
