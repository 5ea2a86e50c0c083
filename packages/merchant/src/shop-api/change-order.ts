import { hash } from 'node:crypto'
import { isOpen, order, type Order, type OrderCommand, type OrderEvent } from '@kvitt/domain'
import type { Json } from '@kvitt/store'
import { minorUnits, SECOND_MS, type Instant } from '@kvitt/values'
import { orderView } from '../orders/order-view.ts'
import type { Exchange, Handler } from './exchange.ts'
import { findOrder } from './find-order.ts'
import { json, problem, PROBLEM_OF_REFUSAL } from './problem.ts'
import type { OrderRefusal } from '@kvitt/domain'

/** How long a shop waits for a change to be done at the provider. */
const DONE_MS_MAX = 15 * SECOND_MS

/** What any of the requests may hold. */
interface ChangeBody {
  readonly amount?: number
  readonly isLast?: boolean
  readonly reason?: string
}

type ChangeType = 'start-attempt' | 'capture' | 'refund' | 'cancel'

/**
 * Changes an order at the shop's wish, once per idempotency key, and answers what the order has
 * come to: done, refused by the provider, or still on its way.
 */
export function changeOrder(type: ChangeType): Handler {
  return async (exchange) => {
    const { services, operation, number, body, idempotencyKey = '' } = exchange
    const { store, clock } = services
    const found = await findOrder(services, number)
    if (!found) return problem('orderNotFound')
    const { key } = found
    const at = clock.now()
    const replied = await store.reply({
      aggregate: order,
      key,
      command: commandOf(type, at, body as ChangeBody),
      at,
      idempotency: {
        scope: `${key} ${operation}`,
        key: idempotencyKey,
        fingerprint: hash('sha256', JSON.stringify(body), 'base64'),
      },
      // A refusal has changed nothing: the same key may succeed later.
      reply: ({ events, refusal }) => ({
        status: refusal === undefined ? 202 : 409,
        body: refusal ?? intentsIn(events),
        kept: refusal === undefined,
      }),
    })
    if (replied.conflict) return problem('keyReused')
    const { status, body: said } = replied.reply
    if (status === 409) return problem(PROBLEM_OF_REFUSAL[said as OrderRefusal])
    return whenDone(exchange, key, said)
  }
}

function commandOf(type: ChangeType, at: Instant, body: ChangeBody): OrderCommand {
  const { amount, isLast, reason } = body
  return {
    type,
    at,
    by: 'shop',
    ...(amount !== undefined && { amount: minorUnits(amount) }),
    ...(isLast !== undefined && { isLast }),
    ...(reason !== undefined && { reason }),
  }
}

function intentsIn(events: readonly OrderEvent[]): readonly string[] {
  return events.flatMap((event) => (event.type === 'intent-recorded' ? [event.intent.key] : []))
}

async function whenDone({ services }: Exchange, key: string, intents: Json): Promise<Response> {
  const keys = new Set(intents as readonly string[])
  const isDone = (state: Order): boolean =>
    state.attempts.every((attempt) =>
      attempt.intents.every((intent) => !keys.has(intent.key) || !isOpen(intent)),
    )
  const state = await services.orders.until(key, isDone, DONE_MS_MAX)
  return state ? json(orderView(state), isDone(state) ? 200 : 202) : problem('orderNotFound')
}
