import { bearerToken, isOwnOrigin, isSameText } from '@kvitt/http'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { OUTGOING_MARK } from '../http/outgoing-mark.ts'
import type { Services } from '../services.ts'
import { refuse } from './control-answer.ts'

/** Where a browser keeps that somebody has signed in. */
export const SESSION_COOKIE = 'kvitt-session'

/**
 * Keeps out what a browser sends for a page of another origin, and the environment's own webhooks
 * and callbacks. Where there is no admin token, only what comes from this machine to this machine
 * by its own name is let through: no other name that resolves here.
 */
export async function keepOutOthers(
  { req }: Context,
  next: () => Promise<void>,
  services: Services,
): Promise<Response | undefined> {
  const problem = (detail: string): Response => refuse(services, req.raw, 403, detail)
  if (req.header('webhook-id') !== undefined) {
    return problem('Webhooks cannot use the control API.')
  }
  if (req.header(OUTGOING_MARK) !== undefined) {
    return problem('Callbacks cannot use the control API.')
  }
  const hasToken = services.configuration.adminToken !== undefined
  if (!hasToken && !isLoopback(hostOf(req.header('host') ?? new URL(req.url).host))) {
    return problem('The control API is served on localhost only.')
  }
  const origin = req.header('origin')
  const site = req.header('sec-fetch-site') ?? 'none'
  const isForeign = origin !== undefined && !isOwnOrigin(origin, req.header('host'))
  if (isForeign || (site !== 'same-origin' && site !== 'none')) {
    return problem('Pages of other origins cannot use the control API.')
  }
  await next()
  return undefined
}

/** Where there is an admin token, lets in who sends it, and the pages of who has signed in with it. */
export async function guard(
  context: Context,
  next: () => Promise<void>,
  services: Services,
): Promise<Response | undefined> {
  const { adminToken } = services.configuration
  if (
    adminToken !== undefined &&
    !isBearer(context, adminToken) &&
    !isSignedIn(context, services)
  ) {
    const detail = 'Send the admin token as Authorization: Bearer <token>.'
    return refuse(services, context.req.raw, 401, detail)
  }
  await next()
  return undefined
}

function isBearer({ req }: Context, adminToken: string): boolean {
  const given = bearerToken(req.header('authorization'))
  return given !== undefined && isSameText(given, adminToken)
}

/**
 * A cookie counts only for the pages of this server: a browser sends it for those of every other
 * port of the host as well.
 */
function isSignedIn(context: Context, { sessions }: Services): boolean {
  const cookie = getCookie(context, SESSION_COOKIE)
  return cookie !== undefined && sessions?.expiryOf(cookie) !== undefined && isOwnPage(context)
}

/**
 * Whether the browser says that a page of this server has sent this. Over plain http to another
 * machine it says so by the page's origin or address alone.
 */
export function isOwnPage({ req }: Context): boolean {
  const site = req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  const page = req.header('origin') ?? req.header('referer')
  return isOwnOrigin(page, req.header('host'))
}

function hostOf(authority: string): string {
  return authority.replace(/:\d+$/, '').toLowerCase()
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
