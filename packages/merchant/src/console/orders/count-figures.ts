import {
  attemptOf,
  dailyFigures,
  orderPart,
  type Figures,
  type Order,
  type OrderEvent,
} from '@kvitt/domain'
import { dayOf, type Currency } from '@kvitt/values'
import type { OrderFollower } from '../../orders/order-reaction.ts'

/**
 * Counts what each day brings, in the commit that brings it, so that figures cost nothing to read.
 * A payment counts on the day on which this server learnt of it.
 */
export const countFigures: OrderFollower = (event, state, before) => {
  const counted = countedIn(event, state, before)
  if (!counted) return []
  const { msn, currency, number } = state
  const day = dayOf(event.at, currency)
  return [
    {
      aggregate: dailyFigures,
      key: figuresKey(msn, currency, day, orderPart(number)),
      command: { type: 'count', msn, currency, day, ...counted },
    },
  ]
}

/** Where the figures are of the orders of one part. */
export function figuresKey(msn: string, currency: Currency, day: string, part: number): string {
  return `${msn}/${currency}/${day}/${part}`
}

const SUMS = ['authorized', 'captured', 'refunded', 'cancelled'] as const

function countedIn(
  event: OrderEvent,
  state: Order,
  before: Order | undefined,
): Partial<Figures> | undefined {
  if (event.type === 'placed') return { orders: 1 }
  if (event.type !== 'payment-changed') return undefined
  const now = attemptOf(state, event.reference)
  const then = before && attemptOf(before, event.reference)
  const isNewlyAuthorized = now?.authorizedAt !== undefined && then?.authorizedAt === undefined
  const counted: Partial<Record<keyof Figures, number>> = isNewlyAuthorized ? { payments: 1 } : {}
  for (const sum of SUMS) {
    const grown = event.payment[sum] - (then?.payment?.[sum] ?? 0)
    if (grown > 0) counted[sum] = grown
  }
  return Object.keys(counted).length === 0 ? undefined : counted
}
