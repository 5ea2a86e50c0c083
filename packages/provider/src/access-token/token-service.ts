import { importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose'
import { parseMsn, type DurationMs, type Msn } from '@kvitt/values'
import type { Random, SystemClock } from '../services.ts'

/** What a token says about its bearer. */
export interface TokenIdentity {
  readonly clientId: string
  /** The sales unit that acts when a request names none. */
  readonly msn: Msn
  /** Bought without a subscription key, and good without one where accounts are kept. */
  readonly specialized?: true
}

export interface IssuedToken {
  readonly token: string
  readonly expiresOnSeconds: number
}

const ALGORITHM = 'RS256'
/** The audience that the real service's tokens carry; clients disregard it. */
export const TOKEN_RESOURCE = '00000002-0000-0000-c000-000000000000'
const TENANT = 'e5116447-7a10-4b4e-9d2c-0c0f1c2f3a11'
const KEY_ID = 'kvitt'
const ISSUER = `https://sts.windows.net/${TENANT}/`
/** Tokens are valid from a little before they are issued, for clocks that run late. */
export const NOT_BEFORE_SKEW_SECONDS = 300

/** How many verified tokens are remembered; the oldest make room. */
const VERIFIED_MAX = 10_000

/** Makes a private key for `openTokenService`, as the text of a JSON Web Key. */
export async function newSigningKey(): Promise<string> {
  const pair = await crypto.subtle.generateKey(
    {
      name: 'RSASSA-PKCS1-v1_5',
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: 'SHA-256',
    },
    true,
    ['sign', 'verify'],
  )
  return JSON.stringify(await crypto.subtle.exportKey('jwk', pair.privateKey))
}

export async function openTokenService(
  signingKey: string,
  clock: SystemClock,
  random: Random,
): Promise<TokenService> {
  return new TokenService(await importKeys(signingKey), clock, random)
}

/** A signing key as it is kept, and both halves of it as they are used. */
interface SigningKeys {
  readonly text: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
}

async function importKeys(text: string): Promise<SigningKeys> {
  const { kty, n, e, ...secret } = JSON.parse(text) as JWK
  const [privateKey, publicKey] = await Promise.all([
    importJWK({ kty, n, e, ...secret } as JWK, ALGORITHM),
    importJWK({ kty, n, e } as JWK, ALGORITHM),
  ])
  return { text, privateKey: privateKey as CryptoKey, publicKey: publicKey as CryptoKey }
}

/**
 * Issues and verifies access tokens.
 *
 * They live on the system's clock, not the environment's: clients hold `exp` against their own,
 * and a token must not die because somebody moved the environment by two weeks.
 */
export class TokenService {
  #keys: SigningKeys
  readonly #clock: SystemClock
  readonly #random: Random
  /** Verifying costs more than everything else a request needs, and tokens are used again. */
  readonly #verified = new Map<string, { identity: TokenIdentity; expiresOnSeconds: number }>()

  constructor(keys: SigningKeys, clock: SystemClock, random: Random) {
    this.#keys = keys
    this.#clock = clock
    this.#random = random
  }

  /** Signs and verifies with this key from now on: tokens that another one has signed are dead. */
  async follow(signingKey: string): Promise<void> {
    if (signingKey === this.#keys.text) return
    this.#keys = await importKeys(signingKey)
    this.#verified.clear()
  }

  /** By a clock that is `skewMs` ahead of the right time, or behind it when that is negative. */
  async issue(
    identity: TokenIdentity,
    lifeMs: DurationMs,
    skewMs: DurationMs = 0,
  ): Promise<IssuedToken> {
    const nowSeconds = Math.floor((this.#clock.now() + skewMs) / 1_000)
    const expiresOnSeconds = nowSeconds + Math.floor(lifeMs / 1_000)
    const notBefore = nowSeconds - NOT_BEFORE_SKEW_SECONDS
    const token = await new SignJWT({
      aio: this.#random.uuid(),
      appid: identity.clientId,
      appidacr: '1',
      idp: ISSUER,
      rh: this.#random.uuid(),
      tenant_region_scope: 'EU',
      tid: TENANT,
      uti: this.#random.uuid(),
      ver: '1.0',
      msn: identity.msn,
      ...(identity.specialized && { specialized: true }),
    })
      .setProtectedHeader({ typ: 'JWT', alg: ALGORITHM, x5t: KEY_ID, kid: KEY_ID })
      .setAudience(TOKEN_RESOURCE)
      .setIssuer(ISSUER)
      .setIssuedAt(notBefore)
      .setNotBefore(notBefore)
      .setExpirationTime(expiresOnSeconds)
      .sign(this.#keys.privateKey)
    return { token, expiresOnSeconds }
  }

  /** Whose token it is; undefined for one that is forged, garbled, expired or not yet valid. */
  async verify(token: string): Promise<TokenIdentity | undefined> {
    const known = this.#verified.get(token)
    if (known) {
      if (this.#clock.now() < known.expiresOnSeconds * 1_000) return known.identity
      this.#verified.delete(token)
      return undefined
    }
    const keys = this.#keys
    try {
      const { payload } = await jwtVerify(token, keys.publicKey, {
        algorithms: [ALGORITHM],
        audience: TOKEN_RESOURCE,
        issuer: ISSUER,
        currentDate: new Date(this.#clock.now()),
        requiredClaims: ['exp'],
      })
      const { appid, msn, exp, specialized } = payload
      if (typeof appid !== 'string' || typeof msn !== 'string' || exp === undefined)
        return undefined
      const parsed = parseMsn(msn)
      if (parsed === undefined) return undefined
      const identity = {
        clientId: appid,
        msn: parsed,
        ...(specialized === true && { specialized: true as const }),
      }
      if (keys === this.#keys) this.#remember(token, { identity, expiresOnSeconds: exp })
      return identity
    } catch {
      return undefined
    }
  }

  #remember(
    token: string,
    entry: { readonly identity: TokenIdentity; readonly expiresOnSeconds: number },
  ): void {
    if (this.#verified.size >= VERIFIED_MAX) {
      const [oldest] = this.#verified.keys()
      if (oldest !== undefined) this.#verified.delete(oldest)
    }
    this.#verified.set(token, entry)
  }
}
