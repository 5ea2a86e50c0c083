import { StoreBusyError } from '@kvitt/store'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Services } from '../services.ts'
import type { ConsoleEnvironment } from './console-environment.ts'
import { consoleProblem } from './console-problem.ts'
import { orderRoutes } from './orders/order-routes.ts'
import { ownPagesOnly } from './own-pages-only.ts'

const BODY_BYTES_MAX = 256 * 1024

/** What the pages of the support console ask, below `/console/api/v1`. */
export function consoleApi(services: Services): Hono<ConsoleEnvironment> {
  const { logger } = services
  const app = new Hono<ConsoleEnvironment>()
  const onError = (): Response => consoleProblem('bodyTooLarge')
  app.use(ownPagesOnly, bodyLimit({ maxSize: BODY_BYTES_MAX, onError }))
  app.use(async () => consoleProblem('signInNeeded'))
  app.route('/', orderRoutes(services))
  app.onError((error) => {
    if (error instanceof StoreBusyError) return consoleProblem('busy')
    logger.error({ err: error }, 'a request of the console failed')
    return consoleProblem('internalError')
  })
  app.notFound(() => consoleProblem('notFound'))
  return app
}
