import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, type Instant } from '@kvitt/values'
import type { OrderDecision } from './decide.ts'
import { dutyOf, needsSalesUnit } from './duty.ts'
import type { Order } from './order.ts'

/** Short at first: while nodes are replaced, an old one may not know a sales unit that a new one has. */
const FIRST_PAUSES_MS = [5 * SECOND_MS, MINUTE_MS, 10 * MINUTE_MS]
const PAUSE_MS = HOUR_MS
/** About a day: the sales unit does not come back soon. */
const TIMES_OF_A_DAY = 27
const LONG_PAUSE_MS = DAY_MS

/** Leaves an order alone for a while whose sales unit nobody has the keys of; nothing of it is lost. */
export function setAside(order: Order, at: Instant): OrderDecision {
  const duty = dutyOf(order, at)
  if (!duty || !needsSalesUnit(duty)) return { refusal: 'notDue' }
  const times = order.aside?.times ?? 0
  const pauseMs = times < TIMES_OF_A_DAY ? (FIRST_PAUSES_MS[times] ?? PAUSE_MS) : LONG_PAUSE_MS
  return { events: [{ type: 'set-aside', at, until: addMs(at, pauseMs) }] }
}

/** The sales unit is back: whatever was due meanwhile is due now. */
export function takeUp(order: Order, at: Instant): OrderDecision {
  return order.aside ? { events: [{ type: 'taken-up', at }] } : { refusal: 'notDue' }
}
