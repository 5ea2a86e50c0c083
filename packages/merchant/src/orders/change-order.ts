import { hash } from 'node:crypto'
import {
  isOpen,
  isOpenInformation,
  order,
  type Order,
  type OrderCommand,
  type OrderEvent,
  type OrderRefusal,
} from '@kvitt/domain'
import { SECOND_MS, type DurationMs } from '@kvitt/values'
import type { Services } from '../services.ts'
import { findOrder } from './find-order.ts'

/** How long whoever asks waits for a change to be done at the provider, unless they say. */
const WAIT_MS = 15 * SECOND_MS

type ChangeType =
  | 'start-attempt'
  | 'capture'
  | 'refund'
  | 'cancel'
  | 'inform'
  | 'inform-again'
  | 'record-alternative-refund'
  | 'clear-attention'

type ChangeOf<Command extends OrderCommand> = Command extends { readonly type: ChangeType }
  ? Omit<Command, 'at' | 'by' | 'reason'>
  : never

/** What is wanted of an order; amounts in minor units. */
export type OrderChange = ChangeOf<OrderCommand>

/** Who wants it, why, and under which key: asked again with the same key, it is done once. */
export interface ChangeOrigin {
  /** `shop`, or the name of an employee. */
  readonly by: string
  readonly reason?: string | undefined
  /** 1 to 100 characters; counts for this order, this kind of change and whoever asks. */
  readonly idempotencyKey: string
  /** How long to wait until it is done, in ms; 15 seconds unless given. */
  readonly waitMs?: DurationMs
}

export type ChangeResult =
  /** Done or refused by the provider when `isDone`, else on its way: it will not be lost. */
  | { readonly state: Order; readonly isDone: boolean }
  /** Nothing has happened, and the same key may succeed later. */
  | { readonly refusal: OrderRefusal | 'keyReused'; readonly state?: Order }

/**
 * Changes an order once per idempotency key, and waits for what the order comes to. The shop's API
 * and the console both do it with this.
 *
 * @param number as it was typed
 * @throws StoreBusyError when too much waits already
 */
export async function changeOrder(
  services: Services,
  number: string,
  change: OrderChange,
  origin: ChangeOrigin,
): Promise<ChangeResult> {
  const { store, clock, orders } = services
  const found = await findOrder(services, number)
  if (!found) return { refusal: 'orderNotFound' }
  const { key } = found
  const { by, reason, idempotencyKey, waitMs = WAIT_MS } = origin
  const at = clock.now()
  const replied = await store.reply({
    aggregate: order,
    key,
    command: { ...change, at, by, ...(reason !== undefined && { reason }) },
    at,
    idempotency: {
      scope: `${key} ${change.type} ${by}`,
      key: idempotencyKey,
      fingerprint: hash('sha256', JSON.stringify([change, reason]), 'base64'),
    },
    // A refusal has changed nothing: the same key may succeed later.
    reply: ({ events, refusal }) => ({
      status: refusal === undefined ? 202 : 409,
      body: refusal ?? keysIn(events),
      kept: refusal === undefined,
    }),
  })
  if (replied.conflict) return { refusal: 'keyReused', state: found.state }
  const { status, body } = replied.reply
  if (status === 409) {
    // As it is now: what was refused may have been so by another change in the meantime.
    const state = (await store.load(order, key)) ?? found.state
    return { refusal: body as OrderRefusal, state }
  }
  const keys = new Set(body as readonly string[])
  const isSettled = (now: Order): boolean => isOver(now, keys) || isWaiting(now, keys)
  const state = (await orders.until(key, isSettled, waitMs)) ?? found.state
  return { state, isDone: isOver(state, keys) }
}

/** What is to be sent. */
function keysIn(events: readonly OrderEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type === 'intent-recorded') return [event.intent.key]
    return event.type === 'information-recorded' ? [event.information.id] : []
  })
}

function isOver({ attempts, information }: Order, keys: ReadonlySet<string>): boolean {
  return (
    attempts.every(({ intents }) =>
      intents.every((intent) => !keys.has(intent.key) || !isOpen(intent)),
    ) && information.every((each) => !keys.has(each.id) || !isOpenInformation(each))
  )
}

/** Information is sent when the order is paid, which may take days: nobody waits for that. */
function isWaiting({ information, paidBy }: Order, keys: ReadonlySet<string>): boolean {
  return paidBy === undefined && information.some(({ id }) => keys.has(id))
}
