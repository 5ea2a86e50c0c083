import type { ModificationRequest } from '@kvitt/contract'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { captureRules, settlementIn } from './modification.ts'
import { modifyPayment } from './modify-payment.ts'

/** `POST /epayment/v1/payments/{reference}/capture` */
export function capturePayment(
  exchange: AuthenticatedExchange<ModificationRequest>,
): Promise<Response> {
  const { body, salesUnit } = exchange
  if (!body) throw new Error('a capture passed without a body')
  return modifyPayment(exchange, 'captureKeyReused', (occasion) => ({
    type: 'capture',
    ...occasion,
    amount: body.modificationAmount,
    ...captureRules(salesUnit),
    ...settlementIn(salesUnit),
  }))
}
