import { order, type Order } from '@kvitt/domain'
import { parseOrderNumber } from '@kvitt/values'
import type { Services } from '../services.ts'
import { orderKey } from './order-key.ts'

/** The order of this number, whichever sales unit it is at. */
export async function findOrder(
  { store, configuration }: Services,
  text: string,
): Promise<{ readonly key: string; readonly state: Order } | undefined> {
  const number = parseOrderNumber(text)
  if (number === undefined) return undefined
  for (const { msn } of configuration.salesUnits) {
    const key = orderKey(msn, number)
    const state = await store.load(order, key)
    if (state) return { key, state }
  }
  return undefined
}
