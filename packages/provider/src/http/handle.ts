import type { Operation } from '@kvitt/contract'
import { StoreBusyError } from '@kvitt/store'
import type { Services } from '../services.ts'
import { authenticate } from './authenticate.ts'
import type { Exchange } from './exchange.ts'
import { parseBody } from './parse-body.ts'
import { problemReply, replyResponse, validationReply } from './problem-response.ts'
import { UnreadableBodyError } from './read-body.ts'
import { requireIdempotencyKey } from './require-idempotency-key.ts'
import { traceIdOf } from './trace-id.ts'

/** Lets a request pass, or answers it. */
type Step = (exchange: Exchange) => Promise<Response | undefined> | Response | undefined

/** Answers a request that has passed every step. */
export type Handler = (exchange: Exchange) => Promise<Response>

/** What every request passes, in this order, before its operation's handler. */
const STEPS: readonly Step[] = [authenticate, requireIdempotencyKey, parseBody]

/** Takes one request through the steps to its handler; whatever goes wrong is a problem. */
export async function handle(
  request: Request,
  operation: Operation,
  handler: Handler,
  route: { readonly path: string; readonly parameters: Readonly<Record<string, string>> },
  services: Services,
): Promise<Response> {
  let traceId: string | undefined
  const exchange: Exchange = {
    request,
    operation,
    ...route,
    services,
    traceId: () => (traceId ??= traceIdOf(request, services.random)),
    salesUnit: undefined,
    idempotencyKey: undefined,
    body: undefined,
  }
  try {
    for (const step of STEPS) {
      const answer = await step(exchange)
      if (answer) return answer
    }
    return await handler(exchange)
  } catch (error) {
    return failed(exchange, error)
  }
}

function failed(exchange: Exchange, error: unknown): Response {
  if (error instanceof StoreBusyError)
    return replyResponse(problemReply(exchange, 'orderProcessing'))
  if (error instanceof UnreadableBodyError) {
    return replyResponse(validationReply(exchange, [{ name: 'body', reason: error.message }]))
  }
  const { logger } = exchange.services
  const context = { err: error, operation: exchange.operation.id, traceId: exchange.traceId() }
  logger.error(context, 'a request failed')
  return replyResponse(problemReply(exchange, 'internalError'))
}
