import { PaymentType, type ExtraDetail } from '@kvitt/contract'
import type { OrderAddress } from '@kvitt/domain'
import { ORDER_ID_LENGTH_MAX, ORDER_ID_PATTERN, parseOrderId, type OrderId } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { invalidResponse } from './error-response.ts'

/** The order that a request names, or the answer when there can be none of this name. */
export type NamedOrder = { readonly order: OrderAddress } | { readonly refused: Response }

/** The order of `/{paymentType}/…/{orderId}`. */
export function namedOrder(exchange: AuthenticatedExchange): NamedOrder {
  const { paymentType: typeText = '', orderId: idText = '' } = exchange.parameters
  const paymentType = PaymentType.safeParse(typeText).data
  const orderId = parseOrderId(idText)
  if (paymentType && orderId) {
    return { order: { msn: exchange.salesUnit.msn, paymentType, orderId } }
  }
  return {
    refused: invalidResponse(exchange, [
      ...(paymentType ? [] : [notAPaymentType(typeText)]),
      ...(orderId ? [] : [notAnOrderId('OrderId', idText)]),
    ]),
  }
}

/** The order of `/v1/…/{transactionId}`. */
export function namedTransaction(exchange: AuthenticatedExchange): NamedOrder {
  const { transactionId = '' } = exchange.parameters
  const orderId = parseOrderId(transactionId)
  return orderId
    ? { order: { msn: exchange.salesUnit.msn, paymentType: 'TRANSACTION', orderId } }
    : { refused: invalidResponse(exchange, [notAnOrderId('TransactionId', transactionId)]) }
}

/** The order id of `?orderId=…`. */
export function queriedOrderId(
  exchange: AuthenticatedExchange,
): { readonly orderId: OrderId } | { readonly refused: Response } {
  const text = new URL(exchange.request.url).searchParams.get('orderId') ?? ''
  const orderId = parseOrderId(text)
  return orderId
    ? { orderId }
    : { refused: invalidResponse(exchange, [notAnOrderId('OrderId', text)]) }
}

function notAPaymentType(text: string): ExtraDetail {
  return { name: 'PaymentType', reason: `The value '${text}' is not valid.` }
}

function notAnOrderId(name: string, text: string): ExtraDetail {
  if (text === '') return { name, reason: `The ${name} field is required.` }
  const reason =
    text.length > ORDER_ID_LENGTH_MAX
      ? `must be a string with a maximum length of ${ORDER_ID_LENGTH_MAX}.`
      : `must match the regular expression '${ORDER_ID_PATTERN.source}'.`
  return { name, reason: `The field ${name} ${reason}` }
}
