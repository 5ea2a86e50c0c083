import {
  guaranteedUntil,
  orderPart,
  orderWorklist,
  type Order,
  type WorklistEntry,
} from '@kvitt/domain'
import { earliest } from '@kvitt/values'
import type { OrderFollower } from '../../orders/order-reaction.ts'

/** Keeps the list of the orders that somebody should look at, in the commit that changes them. */
export const listWork: OrderFollower = (event, state, before) => {
  const entry = entryOf(state)
  const known = before && entryOf(before)
  const isSame =
    entry.attentionAt === known?.attentionAt && entry.guaranteedUntil === known?.guaranteedUntil
  if (event.type === 'placed' || isSame) return []
  const { msn, number } = state
  return [
    {
      aggregate: orderWorklist,
      key: `${msn}/${orderPart(number)}`,
      command: { type: 'enter', msn, entry },
    },
  ]
}

function entryOf({ number, attention, attempts }: Order): WorklistEntry {
  const attentionAt = earliest(...attention.map(({ at }) => at))
  const until = earliest(
    ...attempts.flatMap((attempt) => (attempt.isWarned ? [guaranteedUntil(attempt)] : [])),
  )
  return {
    number,
    ...(attentionAt !== undefined && { attentionAt }),
    ...(until !== undefined && { guaranteedUntil: until }),
  }
}
