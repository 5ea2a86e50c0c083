import type { Operation } from '@kvitt/contract'
import { StoreBusyError } from '@kvitt/store'
import type { Services } from '../services.ts'
import { injectFault, spoilAnswer } from '../faults/inject-fault.ts'
import { authenticate } from './authenticate.ts'
import type { Connection } from './connection.ts'
import { ConnectionDroppedError } from './connection-dropped-error.ts'
import type { Exchange } from './exchange.ts'
import { limitRate } from './limit-rate.ts'
import { parseBody } from './parse-body.ts'
import { refuseWhileLocked } from './payment-locks.ts'
import { UnreadableBodyError } from './read-body.ts'
import { problemRefusal, validationRefusal } from './refusal.ts'
import { requireIdempotencyKey } from './require-idempotency-key.ts'
import { requireSystemHeaders } from './require-system-headers.ts'
import { traceIdOf } from './trace-id.ts'

/** Lets a request pass, or answers it. */
type Step = (exchange: Exchange) => Promise<Response | undefined> | Response | undefined

/** Answers a request that has passed every step. */
export type Handler = (exchange: Exchange) => Promise<Response>

/** What every request passes, in this order, before its operation's handler. */
const STEPS: readonly Step[] = [
  injectFault,
  authenticate,
  limitRate,
  requireSystemHeaders,
  requireIdempotencyKey,
  parseBody,
  refuseWhileLocked,
]

/** Where a request came in. */
interface Route {
  readonly path: string
  readonly parameters: Readonly<Record<string, string>>
  readonly connection: Connection
}

/**
 * Takes one request through the steps to its handler; whatever goes wrong is a problem. It is
 * journaled when it is answered.
 *
 * @throws ConnectionDroppedError when a fault ordered that there be no answer
 */
export async function handle(
  request: Request,
  operation: Operation,
  handler: Handler,
  { path, parameters, connection }: Route,
  services: Services,
): Promise<Response> {
  const { clock, systemClock, journal } = services
  const at = clock.now()
  const systemAt = systemClock.now()
  let traceId: string | undefined
  const exchange: Exchange = {
    request,
    operation,
    path,
    parameters,
    services,
    traceId: () => (traceId ??= traceIdOf(request, services.random)),
    fault: undefined,
    sent: undefined,
    salesUnit: undefined,
    idempotencyKey: undefined,
    bodyText: undefined,
    body: undefined,
  }
  const record = (response: Response): Response => {
    const id = journal.recordRequest({
      at,
      systemAt,
      durationMs: systemClock.now() - systemAt,
      request,
      rawHeaders: connection.rawHeaders,
      operation,
      msn: exchange.salesUnit?.msn,
      reference: referenceOf(exchange),
      traceId,
      body: exchange.bodyText,
      response,
    })
    connection.onJournaled?.(id)
    if (exchange.fault && id > 0) services.faults.noteRequest(exchange.fault, id)
    return response
  }
  try {
    const response = await answer(exchange, handler)
    return record(exchange.fault ? await spoilAnswer(exchange, response) : response)
  } catch (error) {
    record(Response.error())
    throw error
  } finally {
    if (exchange.fault) services.locks.release(exchange)
  }
}

/** Answers and journals a request for which there is no operation. */
export function answerUnmatched(
  request: Request,
  connection: Connection,
  { clock, systemClock, journal }: Services,
  answer: () => Response,
): Response {
  const response = answer()
  journal.recordRequest({
    at: clock.now(),
    systemAt: systemClock.now(),
    durationMs: 0,
    request,
    rawHeaders: connection.rawHeaders,
    operation: undefined,
    msn: undefined,
    reference: undefined,
    traceId: undefined,
    body: undefined,
    response,
  })
  return response
}

function referenceOf({ parameters, body }: Exchange): string | undefined {
  const named: unknown = parameters['reference'] ?? (body as { reference?: unknown })?.reference
  return typeof named === 'string' ? named : undefined
}

async function answer(exchange: Exchange, handler: Handler): Promise<Response> {
  try {
    for (const step of STEPS) {
      const refusal = await step(exchange)
      if (refusal) return refusal
    }
    return await handler(exchange)
  } catch (error) {
    if (error instanceof ConnectionDroppedError) throw error
    return failed(exchange, error)
  }
}

function failed(exchange: Exchange, error: unknown): Response {
  if (error instanceof StoreBusyError) return problemRefusal(exchange, 'orderProcessing')
  if (error instanceof UnreadableBodyError) {
    return validationRefusal(exchange, [{ name: 'body', reason: error.message }])
  }
  const { logger } = exchange.services
  const context = { err: error, operation: exchange.operation.id, traceId: exchange.traceId() }
  logger.error(context, 'a request failed')
  return problemRefusal(exchange, 'internalError')
}
