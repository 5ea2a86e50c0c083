import { ConnectionDroppedError } from './connection-dropped-error.ts'

/**
 * An answer that announces a whole body and breaks off half way: reading it fails. A server sends
 * the head and `part`, and closes the socket.
 */
export class TruncatedResponse extends Response {
  /** As much of the body as gets through. */
  readonly part: Uint8Array

  constructor(whole: Uint8Array, { status, headers }: Response) {
    const part = whole.subarray(0, Math.floor(whole.byteLength / 2))
    super(breakingOffAfter(part), { status, headers })
    this.headers.set('Content-Length', String(whole.byteLength))
    this.part = part
  }
}

function breakingOffAfter(part: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = part.byteLength === 0
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new ConnectionDroppedError('the answer broke off'))
      else controller.enqueue(part)
      isSent = true
    },
  })
}
