import { createHmac } from 'node:crypto'
import type { Random } from '../services.ts'

/** Below it a nonce is answered with its proof. Beside the webhooks: those paths reach the server. */
export const PROOF_PATH = '/webhooks/proof'
/** In which answers prove that they are this server's, or of another node with its configuration. */
export const PROOF_HEADER = 'Kvitt-Proof'

const NONCE = /^[0-9a-f]{32}$/
const TEST_REFERENCE = /^kvitt-self-test-([0-9a-f]{32})$/

export function newNonce(random: Random): string {
  return Buffer.from(random.bytes(16)).toString('hex')
}

export function isNonce(text: string): boolean {
  return NONCE.test(text)
}

/** What only a server with this secret can say of a nonce. It signs nothing else: results have no colon. */
export function proofOf(secret: string, nonce: string): string {
  return createHmac('sha256', secret).update(`self-test:${nonce}`).digest('base64url')
}

/** The reference in a test webhook: of no payment, and of no order. */
export function testReference(nonce: string): string {
  return `kvitt-self-test-${nonce}`
}

/** The nonce of a test webhook; undefined for every other one. */
export function nonceOf(reference: string): string | undefined {
  return TEST_REFERENCE.exec(reference)?.[1]
}
