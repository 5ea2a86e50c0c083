import { attemptOf, order, orderNumberOf, type MatchedOrder } from '@kvitt/domain'
import { parseReference, ZERO, type Msn } from '@kvitt/values'
import { orderKey } from '../orders/order-key.ts'
import type { Services } from '../services.ts'

/** The order whose payment an entry is about, the reader's own sales unit first. */
export async function matchOrder(
  { store, configuration }: Pick<Services, 'store' | 'configuration'>,
  msn: Msn,
  text: string | null | undefined,
): Promise<MatchedOrder | undefined> {
  const reference = parseReference(text ?? '')
  if (reference === undefined) return undefined
  const units = configuration.salesUnits
    .filter((each) => orderNumberOf(each.referencePrefix, reference) !== undefined)
    .toSorted((a, b) => Number(b.msn === msn) - Number(a.msn === msn))
  for (const unit of units) {
    const number = orderNumberOf(unit.referencePrefix, reference)
    if (number === undefined) continue
    const state = await store.load(order, orderKey(unit.msn, number))
    const attempt = state && attemptOf(state, reference)
    if (!attempt) continue
    const { captured = ZERO, refunded = ZERO } = attempt.payment ?? {}
    return { msn: unit.msn, number, reference, captured, refunded }
  }
  return undefined
}
