import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { answerFailure } from '../http/answer-failure.ts'
import type { Access } from './access/access.ts'
import { requireSignIn } from './access/require-sign-in.ts'
import { sessionRoutes } from './access/session-routes.ts'
import { userRoutes } from './access/user-routes.ts'
import { auditRoutes } from './audit/audit-routes.ts'
import type { ConsoleEnvironment } from './console-environment.ts'
import { consoleProblem } from './console-problem.ts'
import { diagnosticsRoutes } from './diagnostics/diagnostics-routes.ts'
import { orderRoutes } from './orders/order-routes.ts'
import { ownPagesOnly } from './own-pages-only.ts'
import { settlementRoutes } from './settlements/settlement-routes.ts'
import { setupRoutes } from './setup-routes.ts'

const BODY_BYTES_MAX = 256 * 1024

/** What the pages of the support console ask, below `/console/api/v1`. */
export function consoleApi(access: Access): Hono<ConsoleEnvironment> {
  const { services } = access
  const app = new Hono<ConsoleEnvironment>()
  const onError = (): Response => consoleProblem('bodyTooLarge')
  app.use(ownPagesOnly, bodyLimit({ maxSize: BODY_BYTES_MAX, onError }))
  app.route('/', sessionRoutes(access))
  app.use(requireSignIn(services))
  app.route('/', userRoutes(access))
  app.route('/', auditRoutes(services))
  app.route('/', diagnosticsRoutes(services))
  app.route('/', orderRoutes(services))
  app.route('/', settlementRoutes(services))
  app.route('/', setupRoutes(services))
  app.all('*', () => consoleProblem('notFound'))
  app.onError(answerFailure(services.logger, consoleProblem))
  return app
}
