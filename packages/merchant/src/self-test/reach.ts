import { isSameText } from '@kvitt/http'
import { SECOND_MS } from '@kvitt/values'
import type { Services } from '../services.ts'
import { PROOF_HEADER, proofOf } from './proof.ts'

/** How long the public URL has to answer. */
const ANSWER_TIMEOUT_MS = 8 * SECOND_MS

/** What came back of calling an address. */
export type Reached =
  | {
      readonly status: number
      /** Where a redirect leads. */
      readonly location: string | undefined
      /** Whether it is this server that has answered, or another node of it. */
      readonly isProven: boolean
    }
  | { readonly failure: unknown }

/** Calls an address as others would, without following redirects; the body is not read. */
export async function reach(
  { fetch, clock, configuration }: Pick<Services, 'fetch' | 'clock' | 'configuration'>,
  request: Request,
  nonce: string,
): Promise<Reached> {
  const timeout = new AbortController()
  const stop = clock.setTimer(ANSWER_TIMEOUT_MS, () =>
    timeout.abort(new DOMException('No answer in time', 'TimeoutError')),
  )
  try {
    const answer = await fetch(request, { redirect: 'manual', signal: timeout.signal })
    const { status, headers } = answer
    await answer.body?.cancel()
    const proof = headers.get(PROOF_HEADER) ?? ''
    return {
      status,
      location: headers.get('location') ?? undefined,
      isProven: isSameText(proof, proofOf(configuration.resultSecret, nonce)),
    }
  } catch (failure) {
    return { failure }
  } finally {
    stop()
  }
}
