import type { ModificationRequest } from '@kvitt/contract'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { settlementIn } from './modification.ts'
import { modifyPayment } from './modify-payment.ts'

/** `POST /epayment/v1/payments/{reference}/refund` */
export function refundPayment(
  exchange: AuthenticatedExchange<ModificationRequest>,
): Promise<Response> {
  const { body, salesUnit } = exchange
  if (!body) throw new Error('a refund passed without a body')
  return modifyPayment(exchange, 'refundKeyReused', (occasion) => ({
    type: 'refund',
    ...occasion,
    amount: body.modificationAmount,
    allowed: !salesUnit.deactivated,
    ...settlementIn(salesUnit),
  }))
}
