import { attemptOf, availability, type Attempt, type Order, type Product } from '@kvitt/domain'
import type { OrderFollower } from '../orders/order-reaction.ts'
import { passedOn } from '../orders/order-terms.ts'

/** Learns from each payment that is created or refused whether its sales unit takes payments. */
export const followCreation: OrderFollower = (event, state) => {
  if (event.type !== 'intent-done' && event.type !== 'intent-refused') return []
  const attempt = attemptOf(state, event.reference)
  if (attempt?.intents[0]?.key !== event.key) return []
  const { at } = event
  const { msn } = state
  const command =
    event.type === 'intent-done'
      ? { type: 'report-taken', at, products: productsOf(state, attempt) }
      : { type: 'report-refused', at, msn, code: event.code }
  return [{ aggregate: availability, key: msn, command }]
}

/** Which products an attempt makes use of. */
function productsOf({ terms }: Order, { expiresAt }: Attempt): readonly Product[] {
  const { shipping, paymentMethod } = passedOn(terms)
  const uses: Readonly<Record<Product, boolean>> = {
    express: shipping != null,
    pushMessage: terms.userFlow === 'PUSH_MESSAGE',
    longLiving: expiresAt !== undefined,
    card: paymentMethod.type === 'CARD',
    restrictedProfile: /\b(?:nin|accountNumbers)\b/.test(terms.profileScope ?? ''),
  }
  return (Object.keys(uses) as Product[]).filter((product) => uses[product])
}
