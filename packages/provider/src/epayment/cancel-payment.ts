import type { CancelRequest } from '@kvitt/contract'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { modifyPayment } from './modify-payment.ts'

/** `POST /epayment/v1/payments/{reference}/cancel` */
export function cancelPayment(exchange: AuthenticatedExchange<CancelRequest>): Promise<Response> {
  return modifyPayment(exchange, 'keyReused', (occasion) => ({
    type: 'cancel',
    ...occasion,
    transactionOnly: exchange.body?.cancelTransactionOnly ?? false,
  }))
}
