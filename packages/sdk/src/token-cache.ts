import type { TokenResponse } from '@kvitt/contract'
import type { Clock } from './clock.ts'

export interface AccessToken {
  readonly token: string
  /** In ms since the epoch, by the clock of this machine. */
  readonly expiresAt: number
}

export interface TokenCache {
  /** A token that can be used now, at once when there is one. */
  get(): AccessToken | Promise<AccessToken>
  /** Forgets a token that was refused, unless a newer one has taken its place. */
  drop(token: AccessToken): void
}

/** How long before its end a token is renewed: a call that begins with it may take a while. */
const RENEW_BEFORE_MS = 180_000
/** Short-lived tokens are used for nine tenths of their life. */
const RENEW_BEFORE_SHARE = 0.1

interface CachedToken extends AccessToken {
  readonly renewAt: number
}

/**
 * Keeps a token for as long as it lives. However many calls need one at the same time, one is
 * bought; if that fails before the old one has ended, the old one serves on.
 *
 * @see https://developer.vippsmobilepay.com/docs/APIs/access-token-api/
 */
export function tokenCache(buy: () => Promise<TokenResponse>, clock: Clock): TokenCache {
  let cached: CachedToken | undefined
  let buying: Promise<AccessToken> | undefined

  async function renew(): Promise<AccessToken> {
    const askedAt = clock.now()
    try {
      cached = cachedToken(await buy(), askedAt)
      return cached
    } catch (error) {
      if (cached && clock.now() < cached.expiresAt) return cached
      throw error
    } finally {
      buying = undefined
    }
  }

  return {
    get() {
      if (cached && clock.now() < cached.renewAt) return cached
      buying ??= renew()
      return buying
    },
    drop(token) {
      if (cached === token) cached = undefined
    },
  }
}

/** Counted from when it was asked for, so that a clock that is wrong does no harm. */
function cachedToken({ access_token, expires_in }: TokenResponse, askedAt: number): CachedToken {
  const seconds = Number(expires_in)
  const lifeMs = Number.isFinite(seconds) ? Math.max(0, seconds * 1_000) : 0
  const expiresAt = askedAt + lifeMs
  const renewAt = expiresAt - Math.min(RENEW_BEFORE_MS, lifeMs * RENEW_BEFORE_SHARE)
  return { token: access_token, expiresAt, renewAt }
}
