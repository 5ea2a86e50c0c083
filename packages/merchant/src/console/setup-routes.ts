import type { SelfTestReport } from '@kvitt/contract'
import { Hono } from 'hono'
import { jsonResponse } from '../http/json-response.ts'
import { selfTest } from '../self-test/self-test.ts'
import type { Services } from '../services.ts'
import { requireRole, type ConsoleEnvironment } from './console-environment.ts'

/** What administrators find out about the set-up of this server. */
export function setupRoutes(services: Services): Hono<ConsoleEnvironment> {
  const app = new Hono<ConsoleEnvironment>()
  app.post('/self-test', requireRole('administer'), async () => {
    const report: SelfTestReport = { findings: [...(await selfTest(services))] }
    return jsonResponse(report)
  })
  return app
}
