import { StoreBusyError } from '@kvitt/store'
import type { ErrorHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Logger } from '../services.ts'

/**
 * Answers a request that failed in a way that nobody had thought of, and has it in the log: with its
 * route and not its address, which may hold the token of an order.
 *
 * @param problem how refusals are answered where it failed
 */
export function answerFailure(
  logger: Logger,
  problem: (code: 'busy' | 'invalidRequest' | 'internalError') => Response,
): ErrorHandler {
  return (error, context) => {
    if (error instanceof StoreBusyError) return problem('busy')
    const { raw, method } = context.req
    // Whoever hangs up while they are sending is no fault of this server, and hears nothing more.
    if (raw.signal.aborted) return problem('invalidRequest')
    logger.error({ err: error, method, route: routePath(context) }, 'a request failed')
    return problem('internalError')
  }
}
