import { DumpError } from '@kvitt/store'
import type { DurationMs } from '@kvitt/values'
import { UnreadableBodyError } from '../http/read-body.ts'
import type { SystemClock } from '../services.ts'

/** Whoever sends has stopped sending, without an end. */
export class SenderStalledError extends Error {
  override readonly name = 'SenderStalledError'
}

/**
 * The text of a body as it comes, piece by piece. Nothing is read before it is asked for, so a
 * body of any size takes no more memory than a piece.
 *
 * @throws SenderStalledError when a piece takes longer than `pauseMaxMs`
 * @throws UnreadableBodyError when it ends too soon
 * @throws DumpError when it is not UTF-8
 */
export async function* receivedText(
  body: ReadableStream<Uint8Array>,
  clock: SystemClock,
  pauseMaxMs: DurationMs,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reader = body.getReader()
  try {
    for (;;) {
      const { done, value } = await inTime(received(reader), clock, pauseMaxMs)
      yield decoded(decoder, value)
      if (done) return
    }
  } finally {
    // What has not come yet is of no interest any more.
    reader.cancel().catch(() => {})
  }
}

async function received(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<{ readonly done: boolean; readonly value: Uint8Array | undefined }> {
  try {
    const { done, value } = await reader.read()
    return { done, value }
  } catch (cause) {
    throw new UnreadableBodyError('The request body ended too soon.', { cause })
  }
}

function decoded(decoder: TextDecoder, value: Uint8Array | undefined): string {
  try {
    return decoder.decode(value, { stream: value !== undefined })
  } catch (cause) {
    throw new DumpError('It is no text in UTF-8.', { cause })
  }
}

async function inTime<Value>(
  read: Promise<Value>,
  clock: SystemClock,
  pauseMaxMs: DurationMs,
): Promise<Value> {
  const stalled = Promise.withResolvers<never>()
  const cancel = clock.setTimer(pauseMaxMs, () => stalled.reject(new SenderStalledError()))
  try {
    return await Promise.race([read, stalled.promise])
  } finally {
    cancel()
  }
}
