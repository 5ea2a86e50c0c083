import type { FaultEffect, FaultMoment } from '@kvitt/domain'
import type { DurationMs } from '@kvitt/values'
import { namedMsn } from '../http/authenticate.ts'
import { ConnectionDroppedError } from '../http/connection-dropped-error.ts'
import type { Exchange } from '../http/exchange.ts'
import { sentBody, sentReference } from '../http/sent-body.ts'
import { textResponse } from '../http/text-response.ts'
import { TruncatedResponse } from '../http/truncated-response.ts'
import type { SystemClock } from '../services.ts'
import { orderedAnswer } from './ordered-answer.ts'
import { orderedFailure } from './ordered-failure.ts'

/**
 * Finds out whether something is to go wrong with a request, and does what strikes before any
 * effect. A request that no fault can befall costs one comparison.
 *
 * @throws ConnectionDroppedError instead of an answer
 */
export async function injectFault(exchange: Exchange): Promise<Response | undefined> {
  const { faults } = exchange.services
  if (faults.isIdle) return undefined
  const msn = await namedMsn(exchange)
  const reference = await sentReference(exchange)
  exchange.fault = await faults.strike({
    operation: exchange.operation.id,
    ...(msn !== undefined && { msn }),
    ...(reference !== undefined && { reference }),
  })
  // Who looks at the request afterwards, or sends it again, wants it whole: read it while it is there.
  if (exchange.fault) await sentBody(exchange).catch(() => undefined)
  const effect = exchange.fault?.effect
  if (effect === undefined || orderedFailure(exchange, effect)) return undefined
  return timed(exchange, effect, 'before')
}

/**
 * Does to an answer what a fault strikes with after the effect: whatever the request has brought
 * about is durable by now.
 *
 * @throws ConnectionDroppedError instead of an answer
 */
export async function spoilAnswer(exchange: Exchange, answer: Response): Promise<Response> {
  if (!exchange.fault) return answer
  const { effect } = exchange.fault
  if (effect.type === 'truncate')
    return new TruncatedResponse(new Uint8Array(await answer.arrayBuffer()), answer)
  if (effect.type === 'malform') return malformed(await answer.text(), answer)
  if (effect.type === 'clock-skew') return skewed(exchange, answer, effect.skewMs)
  return (await timed(exchange, effect, 'after')) ?? answer
}

/** How far the clock of whoever answers is ahead of the right time, in ms; 0 without a fault. */
export function skewOf({ fault }: Exchange): DurationMs {
  return fault?.effect.type === 'clock-skew' ? fault.effect.skewMs : 0
}

/** The effects that strike either before or after; undefined when the request goes on. */
async function timed(
  exchange: Exchange,
  effect: FaultEffect,
  now: FaultMoment,
): Promise<Response | undefined> {
  if (!('when' in effect) || effect.when !== now) return undefined
  if (effect.type === 'drop') {
    throw new ConnectionDroppedError(`a fault dropped the connection ${now} the effect`)
  }
  if (effect.type === 'status') return orderedAnswer(exchange, effect.answer)
  await exchange.services.locks.acquire(exchange)
  await pause(exchange.services.systemClock, effect.delayMs, exchange.request.signal)
  return undefined
}

/** Waits, but not for a client that has gone: the server then goes on at once, as a real one. */
function pause(clock: SystemClock, delayMs: DurationMs, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const cancel = clock.setTimer(delayMs, end)
    signal.addEventListener('abort', end, { once: true })
    function end(): void {
      cancel()
      signal.removeEventListener('abort', end)
      resolve()
    }
  })
}

/** A whole answer whose text stops in the middle: what a parser chokes on. */
function malformed(whole: string, { status, headers }: Response): Response {
  const text = whole.slice(0, Math.ceil(whole.length / 2))
  return textResponse(text, { status, headers: Object.fromEntries(headers) })
}

function skewed({ services }: Exchange, answer: Response, skewMs: DurationMs): Response {
  answer.headers.set('Date', new Date(services.systemClock.now() + skewMs).toUTCString())
  return answer
}
