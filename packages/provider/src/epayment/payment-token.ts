import { payment, type Payment } from '@kvitt/domain'
import { isSameText } from '@kvitt/http'
import type { Store } from '@kvitt/store'
import { parseMsn, parseReference, type Msn, type Reference } from '@kvitt/values'
import type { Random } from '../services.ts'
import { paymentKey } from './payment-key.ts'

const SECRET_BYTES = 24
const HEADER = base64Url(JSON.stringify({ alg: 'none', typ: 'kvitt' }))

/**
 * Makes the token of a payment's `redirectUrl`: it looks like a JWT, says which payment it is
 * for, and ends in a secret that the payment keeps.
 */
export function newPaymentToken(msn: Msn, reference: Reference, random: Random): string {
  const secret = Buffer.from(random.bytes(SECRET_BYTES)).toString('base64url')
  return `${HEADER}.${base64Url(JSON.stringify({ msn, reference }))}.${secret}`
}

/** The payment that a token was made for; undefined when it was made for none. */
export async function paymentOfToken(store: Store, token: string): Promise<Payment | undefined> {
  const named = payloadOf(token)
  if (!named) return undefined
  const found = await store.load(payment, paymentKey(named.msn, named.reference))
  return found && isSameText(found.token, token) ? found : undefined
}

function payloadOf(
  token: string,
): { readonly msn: Msn; readonly reference: Reference } | undefined {
  try {
    const text = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    const payload = JSON.parse(text) as { readonly msn?: unknown; readonly reference?: unknown }
    const msn = parseMsn(String(payload.msn))
    const reference = parseReference(String(payload.reference))
    return msn && reference && { msn, reference }
  } catch {
    return undefined
  }
}

function base64Url(text: string): string {
  return Buffer.from(text).toString('base64url')
}
