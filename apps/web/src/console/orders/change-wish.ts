import type { ConsoleOrder, ConsoleAdvice } from '@kvitt/contract'
import type { ChangeAction } from './change-button.tsx'
import { amountOfPart, leftOf, quantityOf, type LineSide } from './line-part.ts'
import type { ChangeWish } from './order-queries.ts'

/** How much of what there is a change is for. */
export type HowMuch = 'all' | 'amount' | 'lines'

/** What was filled in. */
export interface ChangeValues {
  readonly howMuch: HowMuch
  /** As it is shown: kroner or euros. */
  readonly amount: number | string
  /** How much of each line, as it was typed; lines that are not chosen are not here. */
  readonly quantities: Readonly<Record<string, string>>
  readonly isLast: boolean
  /** How money was given back in another way. */
  readonly method: string
  readonly reason: string
}

/** What can be taken instead of what was asked for. */
export type Offer = Pick<ChangeValues, 'howMuch'> & Partial<ChangeValues>

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

export function isLineSide(action: ChangeAction): action is LineSide {
  return action === 'capture' || action === 'refund'
}

/** The lines of which something is left for a change. */
export function linesFor(order: ConsoleOrder, action: ChangeAction): ConsoleOrder['lines'] {
  if (!isLineSide(action)) return []
  return order.lines.filter((line) => leftOf(line, action).amount !== 0)
}

/** What a change comes to, in minor units; undefined while a quantity is not one. */
export function amountOf(
  order: ConsoleOrder,
  action: ChangeAction,
  max: number,
  { howMuch, amount, quantities }: ChangeValues,
): number | undefined {
  if (howMuch === 'all') return max
  if (howMuch === 'amount') return Math.round(Number(amount) * 100)
  if (!isLineSide(action)) return undefined
  let sum = 0
  for (const line of linesFor(order, action)) {
    const typed = quantities[line.id]
    if (typed === undefined) continue
    const quantity = quantityOf(typed, line, action)
    if (quantity === undefined) return undefined
    sum += amountOfPart(line, action, quantity)
  }
  return sum
}

/** The request that what was filled in comes to. */
export function wishOf(
  action: ChangeAction,
  value: number,
  { howMuch, quantities, isLast, method, reason }: ChangeValues,
): Omit<ChangeWish, 'idempotencyKey'> {
  const path = PATHS[action]
  if (action === 'alternative') return { path, body: { amount: value, method, reason } }
  if (action === 'category' || action === 'receipt') {
    return { path, body: { kind: action, reason } }
  }
  if (!isLineSide(action)) return { path, body: { reason } }
  // What was shown is what is done, also when more has become possible meanwhile.
  const much =
    howMuch === 'lines'
      ? { lines: Object.entries(quantities).map(([id, quantity]) => ({ id, quantity })) }
      : { amount: value }
  return { path, body: { ...much, ...(action === 'capture' && { isLast }), reason } }
}

/** What a dialog can take instead, where it is the same kind of change. */
export function offerOf(
  action: ChangeAction,
  { limit = 0, alternatives = [] }: ConsoleAdvice,
): Offer | undefined {
  const same = alternatives.find((each) => each.action === action)
  if (same?.lines) {
    return {
      howMuch: 'lines',
      quantities: Object.fromEntries(same.lines.map(({ id, quantity }) => [id, quantity])),
    }
  }
  return limit > 0 ? { howMuch: 'amount', amount: limit / 100 } : undefined
}

/** A key that no other wish has; without `randomUUID`, which pages over plain HTTP do not have. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
