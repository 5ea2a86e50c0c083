import type { Receipt } from '@kvitt/contract'
import type { OrderLine } from '@kvitt/domain'
import { NOTHING, ONE, parseQuantity, type Quantity } from '@kvitt/values'

/** What a receipt says of its lines, as far as they are captured and refunded. */
export function orderLines({ orderLines: lines }: Receipt): readonly OrderLine[] {
  return lines.map(({ id, name, totalAmount, isReturn, unitInfo }) => ({
    id,
    name,
    quantity: quantityOf(unitInfo?.quantity),
    amount: isReturn === true ? -totalAmount : totalAmount,
  }))
}

/** One of it where the receipt does not say how much, or says nothing. */
function quantityOf(text = '1'): Quantity {
  const quantity = parseQuantity(text) ?? NOTHING
  return quantity === NOTHING ? ONE : quantity
}
