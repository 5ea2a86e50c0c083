import { openidUserOf } from '@kvitt/domain'
import { MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { Hono, type Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { OpenidConfiguration } from '../../services.ts'
import type { Access } from './access.ts'
import { decideUsers } from './console-users.ts'
import {
  authorizationOf,
  claimsOf,
  identityProviderOf,
  OPENID_CALLBACK,
  type IdentityProvider,
  type OpenidAttempt,
} from './openid-client.ts'
import { openidUser } from './openid-user.ts'
import { remoteAddress } from './remote-address.ts'
import { beginSession } from './sessions.ts'

const COOKIE = 'kvitt-console-openid'
const PATH = '/console/openid'
const ATTEMPT_MS = 10 * MINUTE_MS
/** Where in the console people can be led: nowhere else. */
const PLACES = /^\/console(?:[/?#][\x21-\x7e]*)?$/
const PLACE_LENGTH_MAX = 1_000

/** Signing in with an identity provider: browsers go there and come back, so these are no API. */
export function openidRoutes(access: Access): Hono {
  const app = new Hono()
  const { openid } = access.services.configuration.console ?? {}
  if (!openid) return app
  const provider = identityProviderOf(access.services)
  app.get(`${PATH}/start`, (context) => start(access, context, openid, provider))
  app.get(OPENID_CALLBACK, (context) => comeBack(access, context, openid, provider))
  return app
}

type Provider = () => Promise<IdentityProvider>

async function start(
  { services }: Access,
  context: Context,
  { scope }: OpenidConfiguration,
  provider: Provider,
): Promise<Response> {
  const { logger, configuration } = services
  const { publicUrl } = configuration
  try {
    const to = placeOf(context.req.query('to'))
    const { url, attempt } = await authorizationOf(await provider(), {
      publicUrl,
      scope: scope ?? 'openid email profile',
      to,
    })
    setCookie(context, COOKIE, encoded(attempt), {
      ...cookieOptions(publicUrl),
      maxAge: ATTEMPT_MS / SECOND_MS,
    })
    return context.redirect(url.href)
  } catch (error) {
    logger.error({ err: error }, 'the identity provider cannot be used')
    return refused(context, 'openidUnavailable')
  }
}

async function comeBack(
  access: Access,
  context: Context,
  configuration: OpenidConfiguration,
  provider: Provider,
): Promise<Response> {
  const { services } = access
  const { logger } = services
  const { publicUrl } = services.configuration
  const address = remoteAddress(services, context)
  const attempt = decoded(getCookie(context, COOKIE))
  deleteCookie(context, COOKIE, cookieOptions(publicUrl))
  if (access.limit.count('address', address) !== undefined)
    return refused(context, 'tooManySignIns')
  if (!attempt) return refused(context, 'openidFailed')
  let claims: Awaited<ReturnType<typeof claimsOf>>
  try {
    const { search } = new URL(context.req.url)
    claims = await claimsOf(await provider(), new URL(OPENID_CALLBACK + search, publicUrl), attempt)
  } catch (error) {
    logger.warn({ err: error, address }, 'a sign-in with the identity provider has failed')
    return refused(context, 'openidFailed')
  }
  const { issuer, subject } = claims
  const wish = openidUser(configuration, claims.all)
  if (typeof wish === 'string') {
    logger.warn({ subject, address, reason: wish }, 'a sign-in to the console was refused')
    return refused(context, wish)
  }
  const command = { ...wish, type: 'welcome', by: 'openid', issuer, subject } as const
  const { state, refusal } = await decideUsers(services, command)
  const user = state && openidUserOf(state, issuer, subject)
  if (refusal !== undefined || !user) {
    logger.warn({ subject, address, reason: refusal }, 'a sign-in to the console was refused')
    return refused(context, refusal === 'nameTaken' ? 'openidName' : 'openidRefused')
  }
  await beginSession(services, context, user)
  logger.info({ user: user.name, address }, 'signed in to the console')
  return context.redirect(attempt.to)
}

/** The page where people sign in says in their language what has happened. */
function refused(context: Context, problem: string): Response {
  return context.redirect(`/console/sign-in?problem=${problem}`)
}

function placeOf(to: string | undefined): string {
  return to !== undefined && to.length <= PLACE_LENGTH_MAX && PLACES.test(to) ? to : '/console'
}

function encoded(attempt: OpenidAttempt): string {
  return Buffer.from(JSON.stringify(attempt)).toString('base64url')
}

function decoded(cookie: string | undefined): OpenidAttempt | undefined {
  if (cookie === undefined) return undefined
  try {
    const value = JSON.parse(Buffer.from(cookie, 'base64url').toString()) as Partial<OpenidAttempt>
    const { state, nonce, verifier, to } = value
    if (![state, nonce, verifier, to].every((each) => typeof each === 'string')) return undefined
    return { ...(value as OpenidAttempt), to: placeOf(to) }
  } catch {
    return undefined
  }
}

/** Lax, because it is another site that sends the browser back. */
function cookieOptions(publicUrl: URL) {
  return {
    path: PATH,
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl.protocol === 'https:',
  } as const
}
