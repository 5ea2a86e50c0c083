import { DAY_MS } from '@kvitt/values'
import type { Hono } from 'hono'
import { z } from 'zod'
import type { EnvironmentService } from '../environment/environment-service.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { readJson, refuse } from './control-answer.ts'
import { parseDuration } from './duration.ts'
import { clockView } from './state-views.ts'

/** How far one request may move the clock. */
const ADVANCE_MAX_MS = 3_650 * DAY_MS
const AdvanceRequest = z.object({ by: z.string() })

/** Shows and moves the clock. */
export function addClock(app: Hono, services: Services, environment: EnvironmentService): void {
  const clock = (): Response => jsonResponse(200, clockView(services))
  app.get('/clock', clock)
  app.post('/clock/freeze', async () => {
    await environment.freeze()
    return clock()
  })
  app.post('/clock/resume', async () => {
    await environment.resume()
    return clock()
  })
  app.post('/clock/advance', async ({ req }) => {
    const wish = await readJson(req.raw, AdvanceRequest)
    const byMs = wish && parseDuration(wish.by)
    if (byMs === undefined || byMs > ADVANCE_MAX_MS) {
      const detail =
        'Send {"by": "14d"}: a whole number and s, m, h or d, at most 3650d. Several may follow ' +
        'each other, as in 1d12h.'
      return refuse(services, req.raw, 400, detail)
    }
    await environment.advance(byMs)
    return clock()
  })
}
