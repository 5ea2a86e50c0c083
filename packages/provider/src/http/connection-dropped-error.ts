/**
 * The connection dies instead of an answer, because a fault ordered it. A server must close the
 * socket; whoever called `fetch` in process sees what a client sees: no answer.
 */
export class ConnectionDroppedError extends Error {
  override readonly name = 'ConnectionDroppedError'
}
