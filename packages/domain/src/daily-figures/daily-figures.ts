import type { Currency, Msn } from '@kvitt/values'
import type { Aggregate } from '../decider.ts'

/** How many there were; amounts in minor units. */
export interface Figures {
  /** Orders placed. */
  readonly orders: number
  /** Payments that customers have approved. */
  readonly payments: number
  readonly authorized: number
  readonly captured: number
  readonly refunded: number
  readonly cancelled: number
}

/** What one day has brought with some orders of a sales unit, counted when it became known. */
export interface DailyFigures extends Figures {
  readonly msn: Msn
  readonly currency: Currency
  /** `2026-09-01`, as the calendar of the sales unit's market has it. */
  readonly day: string
}

type Place = Pick<DailyFigures, 'msn' | 'currency' | 'day'>

export type DailyFiguresEvent = Place &
  Partial<Figures> & {
    readonly type: 'counted'
  }

export type DailyFiguresCommand = Place &
  Partial<Figures> & {
    readonly type: 'count'
  }

export const NO_FIGURES: Figures = {
  orders: 0,
  payments: 0,
  authorized: 0,
  captured: 0,
  refunded: 0,
  cancelled: 0,
}

function evolve(state: DailyFigures | undefined, event: DailyFiguresEvent): DailyFigures {
  const { type: _type, msn, currency, day, ...counted } = event
  const sums = { ...NO_FIGURES, ...state }
  return {
    msn,
    currency,
    day,
    orders: sums.orders + (counted.orders ?? 0),
    payments: sums.payments + (counted.payments ?? 0),
    authorized: sums.authorized + (counted.authorized ?? 0),
    captured: sums.captured + (counted.captured ?? 0),
    refunded: sums.refunded + (counted.refunded ?? 0),
    cancelled: sums.cancelled + (counted.cancelled ?? 0),
  }
}

export const dailyFigures: Aggregate<DailyFigures, DailyFiguresCommand, DailyFiguresEvent, never> =
  {
    kind: 'daily-figures',
    decide: (_state, command) => ({ events: [{ ...command, type: 'counted' }] }),
    evolve,
    wakeAt: () => undefined,
  }
