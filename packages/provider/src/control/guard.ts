import type { Context } from 'hono'
import { OUTGOING_MARK } from '../http/outgoing-mark.ts'
import { isSameText } from '../http/same-text.ts'
import type { Services } from '../services.ts'
import { refuse } from './control-answer.ts'

/**
 * Lets in whoever has the admin token. Where there is none, only what comes from this machine to
 * this machine by its own name: no web page of another origin, no other name that resolves here,
 * and none of the environment's own webhooks and callbacks.
 */
export async function guard(
  { req }: Context,
  next: () => Promise<void>,
  services: Services,
): Promise<Response | undefined> {
  const { adminToken } = services.configuration
  const problem = (status: number, detail: string): Response =>
    refuse(services, req.raw, status, detail)
  if (req.header('webhook-id') !== undefined) {
    return problem(403, 'Webhooks cannot use the control API.')
  }
  if (req.header(OUTGOING_MARK) !== undefined) {
    return problem(403, 'Callbacks cannot use the control API.')
  }
  if (adminToken !== undefined) {
    const given = /^Bearer +(\S+)$/i.exec(req.header('authorization') ?? '')?.[1]
    if (given === undefined || !isSameText(given, adminToken)) {
      return problem(401, 'Send the admin token as Authorization: Bearer <token>.')
    }
  } else if (!isLoopback(hostOf(req.header('host') ?? new URL(req.url).host))) {
    return problem(403, 'The control API is served on localhost only.')
  }
  const origin = req.header('origin')
  if (origin !== undefined && !isOwnOrigin(origin, req.header('host'))) {
    return problem(403, 'Pages of other origins cannot use the control API.')
  }
  await next()
  return undefined
}

function hostOf(authority: string): string {
  return authority.replace(/:\d+$/, '').toLowerCase()
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}
