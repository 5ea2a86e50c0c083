import type { ConsoleOrder } from '@kvitt/contract'
import type { ChangeAction } from './change-button.tsx'
import type { ChangeWish } from './order-queries.ts'

/** How much of what there is a change is for. */
export type HowMuch = 'all' | 'amount' | 'lines'

/** What was filled in. */
export interface ChangeValues {
  readonly howMuch: HowMuch
  /** As it is shown: kroner or euros. */
  readonly amount: number | string
  readonly lineIds: readonly string[]
  readonly isLast: boolean
  /** How money was given back in another way. */
  readonly method: string
  readonly reason: string
}

const PATHS = {
  capture: 'captures',
  refund: 'refunds',
  alternative: 'alternative-refunds',
  cancel: 'cancellation',
  attempt: 'attempts',
  clear: 'attention/clear',
  category: 'information/send',
  receipt: 'information/send',
} as const satisfies Record<ChangeAction, ChangeWish['path']>

/** The lines of which something is left for a change. */
export function linesFor(order: ConsoleOrder, action: ChangeAction): ConsoleOrder['lines'] {
  if (action !== 'capture' && action !== 'refund') return []
  const left = action === 'capture' ? 'capturable' : 'refundable'
  return order.lines.filter((line) => line[left].amount !== 0)
}

/** What a change comes to, in minor units. */
export function amountOf(
  order: ConsoleOrder,
  action: ChangeAction,
  max: number,
  { howMuch, amount, lineIds }: ChangeValues,
): number {
  if (howMuch === 'all') return max
  if (howMuch === 'amount') return Math.round(Number(amount) * 100)
  const left = action === 'capture' ? 'capturable' : 'refundable'
  return linesFor(order, action)
    .filter(({ id }) => lineIds.includes(id))
    .reduce((sum, line) => sum + line[left].amount, 0)
}

/** The request that what was filled in comes to. */
export function wishOf(
  action: ChangeAction,
  value: number,
  { howMuch, lineIds, isLast, method, reason }: ChangeValues,
): Omit<ChangeWish, 'idempotencyKey'> {
  const path = PATHS[action]
  if (action === 'alternative') return { path, body: { amount: value, method, reason } }
  if (action === 'category' || action === 'receipt') {
    return { path, body: { kind: action, reason } }
  }
  if (action !== 'capture' && action !== 'refund') return { path, body: { reason } }
  const much =
    howMuch === 'lines'
      ? { lines: lineIds.map((id) => ({ id })) }
      : // What was shown is what is done, also when more has become possible meanwhile.
        { amount: value }
  return { path, body: { ...much, ...(action === 'capture' && { isLast }), reason } }
}

/** A key that no other wish has; without `randomUUID`, which pages over plain HTTP do not have. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
