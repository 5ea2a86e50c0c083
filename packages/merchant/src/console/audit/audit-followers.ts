import {
  auditEntry,
  consoleUsers,
  type AuditEntry,
  type ConsoleUsers,
  type ConsoleUsersEvent,
  type Order,
  type OrderEvent,
} from '@kvitt/domain'
import type { FollowUp, Reaction } from '@kvitt/store'
import type { OrderFollower } from '../../orders/order-reaction.ts'
import { auditKey } from './audit-key.ts'

/** Who acts on orders without being an employee. */
const MACHINES: ReadonlySet<string> = new Set(['shop', 'policy'])

/** Writes down what employees do to an order, in the commit of what they do. */
export const auditOrder: OrderFollower = (event, state) => {
  const entry = entryOf(event, state)
  if (!entry || MACHINES.has(entry.by)) return []
  const { msn, number, revision } = state
  return [recording(auditKey.ofOrder(msn, number, revision), entry)]
}

/** What somebody did, when the event says who; `undefined` for what machines bring about. */
function entryOf(event: OrderEvent, state: Order): AuditEntry | undefined {
  const { msn, number, currency } = state
  const { at } = event
  const order = { msn, number }
  if (event.type === 'intent-recorded') {
    const { by, type, amount, reason } = event.intent
    return {
      at,
      by,
      action: type,
      order,
      reference: event.reference,
      ...(amount > 0 && { amount, currency }),
      ...(reason !== undefined && { reason }),
    }
  }
  if (event.type === 'information-recorded') {
    const { by, reason } = event.information
    return { at, by, action: event.type, order, ...(reason !== undefined && { reason }) }
  }
  if (!isBySomebody(event)) return undefined
  // What was done at the provider for it has an entry of its own.
  if (event.type === 'cancelled' && hasCancelled(state, event.by, at)) return undefined
  const { by, type, reference, reason, kind, amount } = event
  return {
    at,
    by,
    action: type,
    order,
    ...(reference !== undefined && { reference }),
    ...(amount !== undefined && { amount, currency }),
    ...(kind !== undefined && { attention: kind }),
    ...(reason !== undefined && { reason }),
  }
}

type Facts = Partial<
  Pick<Extract<OrderEvent, { type: 'attention-cleared' }>, 'reference' | 'reason' | 'kind'> &
    Pick<Extract<OrderEvent, { type: 'refunded-otherwise' }>, 'amount'>
>
type EventBySomebody = Extract<OrderEvent, { readonly by?: string }> & {
  readonly by: string
} & Facts

function isBySomebody(event: OrderEvent): event is EventBySomebody {
  return 'by' in event && event.by !== undefined
}

function hasCancelled({ attempts }: Order, by: string, at: number): boolean {
  return attempts.some(({ intents }) =>
    intents.some(
      (intent) => intent.type === 'cancel' && intent.by === by && intent.recordedAt === at,
    ),
  )
}

/** Writes down who was let in, and who may do what from then on. */
export const auditUsers: Reaction = {
  kind: consoleUsers.kind,
  consults: (key) => ({ aggregate: consoleUsers, key }),
  follow: (event, state) => {
    const happened = event as ConsoleUsersEvent
    if (happened.type === 'password-rehashed') return []
    const { at, by, name, type } = happened
    const entry: AuditEntry = {
      at,
      by,
      action: type,
      user: name,
      ...('role' in happened && { role: happened.role }),
    }
    return [recording(auditKey.ofUsers((state as ConsoleUsers).revision), entry)]
  },
}

function recording(key: string, entry: AuditEntry): FollowUp {
  return { aggregate: auditEntry, key, command: { type: 'record', entry } }
}
