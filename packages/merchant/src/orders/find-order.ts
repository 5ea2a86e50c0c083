import { order, type Order } from '@kvitt/domain'
import { parseOrderNumber, type Msn, type OrderNumber } from '@kvitt/values'
import type { Services } from '../services.ts'
import { absentSalesUnits } from '../absence/absent-sales-units.ts'
import { orderKey } from './order-key.ts'

interface Found {
  readonly key: string
  readonly state: Order
}

/**
 * The order of this number, whichever sales unit it is at: also one that is configured no more, or a
 * shop would place and be paid for it twice.
 */
export async function findOrder(services: Services, text: string): Promise<Found | undefined> {
  const number = parseOrderNumber(text)
  if (number === undefined) return undefined
  const { salesUnits } = services.configuration
  return (
    (await findAt(services, salesUnits, number)) ??
    (await findAt(services, await absentSalesUnits(services), number))
  )
}

async function findAt(
  { store }: Services,
  salesUnits: readonly { readonly msn: Msn }[],
  number: OrderNumber,
): Promise<Found | undefined> {
  for (const { msn } of salesUnits) {
    const key = orderKey(msn, number)
    const state = await store.load(order, key)
    if (state) return { key, state }
  }
  return undefined
}
