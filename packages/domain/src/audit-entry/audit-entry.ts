import type { Currency, Instant, MinorUnits, Msn, OrderNumber, Reference } from '@kvitt/values'
import { impossible, type Aggregate } from '../decider.ts'
import type { ConsoleRole } from '../console-users/console-users.ts'
import type { ConsoleUsersEvent } from '../console-users/console-users.ts'
import type { ReconciliationKind } from '../settlement/reconciliation.ts'
import type { AttentionKind, IntentType, OrderEvent } from '../order/order.ts'

/** What somebody did: to an order, or to who may do so. */
export type AuditAction =
  | IntentType
  | Exclude<OrderEventBySomebody['type'], 'intent-recorded'>
  | Exclude<ConsoleUsersEvent['type'], 'password-rehashed'>
  | 'reconciliation-cleared'

type OrderEventBySomebody = Extract<
  OrderEvent,
  { readonly by?: string } | { readonly type: 'intent-recorded' | 'information-recorded' }
>

/** One line of the audit log: written with what it tells of, and never changed. */
export interface AuditEntry {
  readonly at: Instant
  /** The name of an employee, `server` or `openid`. */
  readonly by: string
  readonly action: AuditAction
  readonly order?: { readonly msn: Msn; readonly number: OrderNumber }
  readonly reference?: Reference
  /** In minor units of the currency. */
  readonly amount?: MinorUnits
  readonly currency?: Currency
  readonly reason?: string
  readonly attention?: AttentionKind | ReconciliationKind
  /** Who it was done to. */
  readonly user?: string
  readonly role?: ConsoleRole
}

type AuditEntryEvent = { readonly type: 'recorded'; readonly entry: AuditEntry }
type AuditEntryCommand = { readonly type: 'record'; readonly entry: AuditEntry }

export const auditEntry: Aggregate<
  AuditEntry,
  AuditEntryCommand,
  AuditEntryEvent,
  'alreadyRecorded'
> = {
  kind: 'audit-entry',
  decide: (state, { entry }) =>
    state ? { refusal: 'alreadyRecorded' } : { events: [{ type: 'recorded', entry }] },
  evolve: (state, { type, entry }) => {
    if (state) throw impossible('audit-entry', 'recorded', type)
    return entry
  },
  wakeAt: () => undefined,
}
