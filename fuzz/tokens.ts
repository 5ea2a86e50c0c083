import { createHmac, generateKeyPairSync, sign } from 'node:crypto'
import type { TokenKind } from './request-plans.ts'

type WrongKind = Exclude<TokenKind, 'good' | 'expired'>

const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey

/** Tokens that look like a good one and are not: nobody may get in with them. */
export function wrongTokens(good: string): Readonly<Record<WrongKind, string>> {
  const [header = '', claims = '', signature = ''] = good.split('.')
  const none = encoded({ typ: 'JWT', alg: 'none' })
  const secret = encoded({ typ: 'JWT', alg: 'HS256' })
  const withSecret = createHmac('sha256', 'demo-client-secret').update(`${secret}.${claims}`)
  const byOther = sign('sha256', Buffer.from(`${header}.${claims}`), otherKey)
  return {
    resigned: `${header}.${claims}.${byOther.toString('base64url')}`,
    unsigned: `${none}.${claims}.`,
    altered: `${header}.${alteredClaims(claims)}.${signature}`,
    absurd: `${secret}.${claims}.${withSecret.digest('base64url')}`,
  }
}

/** The claims with a life that never ends. */
function alteredClaims(claims: string): string {
  const decoded: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString())
  return encoded({ ...Object(decoded), exp: 4_102_444_800 })
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
