import * as openid from 'openid-client'
import type { OpenidConfiguration, Services } from '../../services.ts'

/** Where the identity provider sends people back to. */
export const OPENID_CALLBACK = '/console/openid/callback'
const TIMEOUT_SECONDS = 10

export type IdentityProvider = openid.Configuration

/** Asks the identity provider where everything is, once it is needed; again when that has failed. */
export function identityProviderOf(services: Services): () => Promise<IdentityProvider> {
  let known: Promise<IdentityProvider> | undefined
  return () => {
    const { openid: configuration } = services.configuration.console ?? {}
    if (!configuration) throw new Error('impossible: no identity provider is configured')
    known ??= discover(configuration, services.fetch).catch((error: unknown) => {
      known = undefined
      throw error
    })
    return known
  }
}

function discover(
  { issuer, clientId, clientSecret }: OpenidConfiguration,
  fetch: Services['fetch'],
): Promise<IdentityProvider> {
  return openid.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: TIMEOUT_SECONDS,
    [openid.customFetch]: (url, options) => fetch(url, options as RequestInit),
    // The configuration allows http on this machine alone.
    execute: issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [],
  })
}

/** What has to be the same when somebody comes back: kept by their browser meanwhile. */
export interface OpenidAttempt {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** Where in the console they wanted to go. */
  readonly to: string
}

/** Where to send somebody to sign in, and what to keep until they come back. */
export async function authorizationOf(
  provider: IdentityProvider,
  {
    publicUrl,
    scope,
    to,
  }: { readonly publicUrl: URL; readonly scope: string; readonly to: string },
): Promise<{ readonly url: URL; readonly attempt: OpenidAttempt }> {
  const verifier = openid.randomPKCECodeVerifier()
  const attempt = { state: openid.randomState(), nonce: openid.randomNonce(), verifier, to }
  const url = openid.buildAuthorizationUrl(provider, {
    redirect_uri: new URL(OPENID_CALLBACK, publicUrl).href,
    scope,
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { url, attempt }
}

/** What the identity provider says of somebody. */
export interface OpenidClaims {
  readonly issuer: string
  readonly subject: string
  readonly all: Readonly<Record<string, unknown>>
}

/** @throws when the code, the token or anything about them is not as it has to be */
export async function claimsOf(
  provider: IdentityProvider,
  callback: URL,
  { state, nonce, verifier }: OpenidAttempt,
): Promise<OpenidClaims> {
  const tokens = await openid.authorizationCodeGrant(provider, callback, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('impossible: no ID token')
  const hasMore = provider.serverMetadata().userinfo_endpoint !== undefined
  const more = hasMore
    ? await openid.fetchUserInfo(provider, tokens.access_token, claims.sub)
    : undefined
  return { issuer: claims.iss, subject: claims.sub, all: { ...more, ...claims } }
}
