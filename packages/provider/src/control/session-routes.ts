import { isSameText } from '@kvitt/http'
import type { Context, Hono } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { formatInstant, SECOND_MS } from '@kvitt/values'
import { jsonResponse } from '../http/problem-response.ts'
import { RateLimiter } from '../http/rate-limiter.ts'
import type { Services } from '../services.ts'
import { readJson, refuse } from './control-answer.ts'
import { isOwnPage, SESSION_COOKIE } from './guard.ts'
import { SESSION_MS } from './portal-sessions.ts'

/** How many may try to sign in within a minute, all together: where from, nobody can tell. */
const ATTEMPTS_PER_MINUTE_MAX = 10
/** Only what the control API serves gets to see the cookie, and no other server of this host. */
const COOKIE = { path: '/_kvitt', httpOnly: true, sameSite: 'Strict' } as const

const SignIn = z.object({ token: z.string().min(1).max(1_000) })

/** Signs people in who have the admin token, so that pages can do what they ask for. */
export function addSession(app: Hono, services: Services): void {
  const attempts = new RateLimiter(services.systemClock)
  app.get('/session', (context) => {
    const { sessions } = services
    const expiresAt = sessions?.expiryOf(getCookie(context, SESSION_COOKIE) ?? '')
    return jsonResponse(200, {
      required: sessions !== undefined,
      expiresAt: expiresAt === undefined ? null : formatInstant(expiresAt),
    })
  })
  app.post('/session', (context) => signIn(services, context, attempts))
  app.delete('/session', (context) => {
    const { sessions } = services
    if (!isOwnPage(context)) return refuseStranger(services, context)
    sessions?.end(getCookie(context, SESSION_COOKIE) ?? '')
    deleteCookie(context, SESSION_COOKIE, COOKIE)
    return context.body(null, 204)
  })
}

async function signIn(
  services: Services,
  context: Context,
  attempts: RateLimiter,
): Promise<Response> {
  const { raw } = context.req
  const { sessions, configuration } = services
  const { adminToken } = configuration
  if (!sessions || adminToken === undefined) {
    return refuse(services, raw, 409, 'There is no admin token: nobody needs to sign in.')
  }
  if (!isOwnPage(context)) return refuseStranger(services, context)
  const waitSeconds = attempts.count('sign-in', ATTEMPTS_PER_MINUTE_MAX)
  if (waitSeconds !== undefined) {
    const detail = `There were too many attempts. Try again in ${waitSeconds} seconds.`
    const refused = refuse(services, raw, 429, detail)
    refused.headers.set('Retry-After', String(waitSeconds))
    return refused
  }
  const wish = await readJson(raw, SignIn)
  if (!wish || !isSameText(wish.token, adminToken)) {
    return refuse(services, raw, 401, 'That is not the admin token of this environment.')
  }
  const { cookie, expiresAt } = sessions.begin()
  setCookie(context, SESSION_COOKIE, cookie, {
    ...COOKIE,
    maxAge: SESSION_MS / SECOND_MS,
    // The browser says how it came here, whatever stands in between.
    secure: context.req.header('origin')?.startsWith('https:') ?? false,
  })
  return context.json({ required: true, expiresAt: formatInstant(expiresAt) })
}

function refuseStranger(services: Services, { req }: Context): Response {
  return refuse(services, req.raw, 403, 'Only the pages of this server sign people in and out.')
}
