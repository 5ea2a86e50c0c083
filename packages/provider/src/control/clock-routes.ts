import { DAY_MS, parseInstant, type Instant } from '@kvitt/values'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import type { EnvironmentService } from '../environment/environment-service.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { clockAhead } from './clock-ahead.ts'
import { readJson, refuse } from './control-answer.ts'
import { parseDuration } from './duration.ts'
import { wrongQuery } from './page-query.ts'
import { clockView } from './state-views.ts'

/** How far one request may move the clock. */
const ADVANCE_MAX_MS = 3_650 * DAY_MS
const AHEAD_DEFAULT = 20
const AHEAD_MAX = 100

const AdvanceRequest = z.union([
  z.strictObject({ by: z.string() }),
  z.strictObject({ to: z.string() }),
])
const AheadQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(AHEAD_MAX).default(AHEAD_DEFAULT),
})

/** Shows and moves the clock, and what it will bring. */
export function addClock(app: Hono, services: Services, environment: EnvironmentService): void {
  const clock = (): Response => jsonResponse(200, clockView(services))
  app.get('/clock', clock)
  app.get('/clock/ahead', async ({ req }) => {
    const query = AheadQuery.safeParse(req.query())
    if (!query.success) return refuse(services, req.raw, 400, wrongQuery(query.error, AheadQuery))
    return jsonResponse(200, await clockAhead(services, query.data.limit))
  })
  app.post('/clock/freeze', async () => {
    await environment.freeze()
    return clock()
  })
  app.post('/clock/resume', async () => {
    await environment.resume()
    return clock()
  })
  app.post('/clock/advance', async (context) => {
    return (await advance(services, environment, context)) ?? clock()
  })
}

/** Moves the clock as asked for; the refusal when it cannot be. */
async function advance(
  services: Services,
  environment: EnvironmentService,
  { req }: Context,
): Promise<Response | undefined> {
  const wish = await readJson(req.raw, AdvanceRequest)
  if (wish && 'to' in wish && wish.to === 'next') {
    if (await environment.advanceToNext()) return undefined
    return refuse(services, req.raw, 409, 'Nothing lies ahead: time alone will bring nothing.')
  }
  const target = wish && targetOf(wish, services.clock.now())
  if (target === undefined) {
    const detail =
      'Send {"by": "14d"}: a whole number and s, m, h or d, at most 3650d. Several may follow ' +
      'each other, as in 1d12h. Or send {"to": "next"}, or a moment: ' +
      '{"to": "2027-01-31T12:00:00Z"}.'
    return refuse(services, req.raw, 400, detail)
  }
  if ('at' in target) {
    if (target.at < services.clock.now()) {
      const detail = `The clock goes forward only, and shows ${clockView(services).now} already.`
      return refuse(services, req.raw, 409, detail)
    }
    await environment.advanceTo(target.at)
  } else await environment.advance(target.byMs)
  return undefined
}

function targetOf(
  wish: z.infer<typeof AdvanceRequest>,
  now: Instant,
): { readonly byMs: number } | { readonly at: Instant } | undefined {
  if ('by' in wish) {
    const byMs = parseDuration(wish.by)
    return byMs === undefined || byMs > ADVANCE_MAX_MS ? undefined : { byMs }
  }
  const at = parseInstant(wish.to)
  return at === undefined || at - now > ADVANCE_MAX_MS ? undefined : { at }
}
