import type { ConsoleAdvice } from '@kvitt/contract'
import type { Order, OrderRefusal } from '@kvitt/domain'
import { adviceOn } from '../../orders/advice-on.ts'
import type { OrderChange } from '../../orders/change-order.ts'

/** What to say beside a refusal, without the shop's words for it: the pages have their own. */
export function consoleAdvice(
  refusal: OrderRefusal,
  state: Order,
  change: OrderChange,
): ConsoleAdvice {
  const { detail: _detail, ...advice } = adviceOn(refusal, state, change)
  return advice
}
