import type { Context } from 'hono'
import type { Services } from '../services.ts'
import { isNonce, PROOF_HEADER, proofOf } from './proof.ts'

/** Shows whoever calls that it is this server that answers, by what only it can say of a nonce. */
export function answerProof({ configuration }: Services, { req }: Context): Response {
  const nonce = req.param('nonce') ?? ''
  if (!isNonce(nonce)) return new Response(null, { status: 404 })
  const headers = {
    [PROOF_HEADER]: proofOf(configuration.resultSecret, nonce),
    'Cache-Control': 'no-store',
  }
  return new Response(null, { status: 204, headers })
}
