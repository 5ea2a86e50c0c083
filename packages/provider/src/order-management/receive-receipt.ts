import type { AddReceiptRequest } from '@kvitt/contract'
import { orderInformation, type OrderAddress } from '@kvitt/domain'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { conflictResponse } from './error-response.ts'
import { orderKey } from './order-key.ts'

/** Adds the one receipt of an order, which nothing can change or take away afterwards. */
export async function receiveReceipt(
  exchange: AuthenticatedExchange<AddReceiptRequest>,
  order: OrderAddress,
): Promise<{ readonly id: string } | { readonly refused: Response }> {
  const { body: content, services } = exchange
  if (!content) throw new Error('a receipt passed without a body')
  const at = services.clock.now()
  const id = services.random.uuid()
  const { refusal } = await services.store.decide({
    aggregate: orderInformation,
    key: orderKey(order),
    command: { type: 'add-receipt', at, order, id, content },
    at,
  })
  if (refusal === undefined) return { id }
  const detail = `Order ${order.orderId} of MSN ${order.msn} has a receipt already, and receipts cannot be changed.`
  return { refused: conflictResponse(exchange, detail) }
}
