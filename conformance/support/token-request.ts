import assert from 'node:assert/strict'
import { KEYS } from './demo-keys.ts'

/** The headers that buy a token, with some changed, or left out when undefined. */
export function tokenHeaders(
  changes: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const headers: Record<string, string | undefined> = {
    client_id: KEYS.clientId,
    client_secret: KEYS.clientSecret,
    'Ocp-Apim-Subscription-Key': KEYS.primaryKey,
    ...changes,
  }
  return Object.fromEntries(Object.entries(headers).filter(isPresent))
}

function isPresent(entry: [string, string | undefined]): entry is [string, string] {
  return entry[1] !== undefined
}

/** The headers that buy a specialized token. */
export function basicHeaders(
  clientId: string = KEYS.clientId,
  secret: string = KEYS.clientSecret,
): Record<string, string> {
  return {
    Authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}`,
    'Content-Type': 'application/x-www-form-urlencoded',
  }
}

/** The header and the claims of a JWT, its signature unchecked: no client checks it. */
export function jwtParts(token: string): { header: object; claims: Record<string, unknown> } {
  const [header = '', claims = '', signature = ''] = token.split('.')
  assert.match(signature, /^[\w-]+$/)
  const decoded = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString())
  return { header: Object(decoded(header)), claims: Object(decoded(claims)) }
}
