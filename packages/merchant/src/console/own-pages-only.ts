import { isOwnOrigin } from '@kvitt/http'
import type { MiddlewareHandler } from 'hono'
import { consoleProblem } from './console-problem.ts'

/**
 * Refuses what a browser sends for a page of any other origin, also for those of other ports of this
 * host, which `SameSite` does not tell apart. A browser that does not say where a change comes from
 * is refused too; programs have the shop's API.
 */
export const ownPagesOnly: MiddlewareHandler = async ({ req }, next) => {
  const site = req.header('sec-fetch-site')
  const origin = req.header('origin')
  const isSafe = req.method === 'GET' || req.method === 'HEAD'
  const isOwn =
    site === undefined
      ? isOwnOrigin(origin, req.header('host') ?? new URL(req.url).host) ||
        (isSafe && origin === undefined)
      : site === 'same-origin' || (isSafe && site === 'none')
  if (!isOwn) return consoleProblem('foreignPage')
  await next()
  return undefined
}
