import type { Clock } from './clock.ts'
import { readBounded } from './read-bounded.ts'

/** Anything that answers a request; `fetch` of every platform does. */
export type Fetch = (request: Request) => Promise<Response>

/** How an environment is reached. */
export type Send = (url: string, init: RequestInit) => Promise<Response>

/**
 * Without a `fetch` of the caller's own, that of the platform is given what a request is made of: a
 * request that is made here would only be copied there.
 */
export function sendThrough(fetch: Fetch | undefined): Send {
  // Called bare: as a method of an object, some platforms refuse it.
  if (!fetch) return (url, init) => globalThis.fetch(url, init)
  return async (url, init) => fetch(new Request(url, init))
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly retryAfter: string | null
}

/** No answer, or none that could be read: what happened at the other end is not known. */
export interface LostAnswer {
  readonly lost: 'timeout' | 'networkError' | 'aborted' | 'unexpectedAnswer'
  readonly cause: unknown
}

/** The largest answer that is read: an event log of thousands of events, a list of receipts. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024

/**
 * Sends one request and reads the answer whole, within `limitMs`. It settles then even if `fetch`
 * does not listen to its signal.
 */
export async function attempt(
  url: string,
  init: RequestInit,
  { send, clock }: { readonly send: Send; readonly clock: Clock },
  limitMs: number,
  signal: AbortSignal | undefined,
): Promise<Answer | LostAnswer> {
  if (signal?.aborted) return { lost: 'aborted', cause: signal.reason }
  const controller = new AbortController()
  let lost: LostAnswer['lost'] = 'networkError'
  let giveUp: (reason: 'timeout' | 'aborted') => void = () => {}
  const gaveUp = new Promise<never>((_resolve, reject) => {
    giveUp = (reason) => {
      lost = reason
      controller.abort()
      reject(signal?.aborted ? signal.reason : new Error(`no answer within ${limitMs} ms`))
    }
  })
  const onAbort = (): void => giveUp('aborted')
  const stopTimer = clock.setTimer(limitMs, () => giveUp('timeout'))
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    // Not followed: what is sent holds secrets, and the APIs redirect nobody.
    const answered = send(url, { ...init, redirect: 'manual', signal: controller.signal })
    return await Promise.race([read(answered), gaveUp])
  } catch (cause) {
    return { lost, cause }
  } finally {
    stopTimer()
    signal?.removeEventListener('abort', onAbort)
  }
}

async function read(answered: Promise<Response>): Promise<Answer | LostAnswer> {
  const response = await answered
  const text = await boundedText(response)
  if (text === undefined) {
    const cause = new Error(`the answer is larger than ${ANSWER_BYTES_MAX} bytes`)
    return { lost: 'unexpectedAnswer', cause }
  }
  return { status: response.status, text, retryAfter: response.headers.get('retry-after') }
}

/** The body as text; undefined when it is too large. */
async function boundedText(response: Response): Promise<string | undefined> {
  const { headers, body } = response
  const length = headers.get('content-length')
  // What is packed may be larger than it says.
  const isKnown = length !== null && !headers.has('content-encoding')
  if (isKnown && Number(length) <= ANSWER_BYTES_MAX) return response.text()
  const bytes = await readBounded(body, ANSWER_BYTES_MAX)
  return bytes && new TextDecoder().decode(bytes)
}
