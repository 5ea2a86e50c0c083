import type { ProblemName } from '@kvitt/contract'
import { payment, type PaymentCommand } from '@kvitt/domain'
import type { Instant } from '@kvitt/values'
import { orderedAnswer } from '../faults/ordered-answer.ts'
import { orderedFailure, type OrderedFailure } from '../faults/ordered-failure.ts'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { decidePayment } from './decide-payment.ts'
import { paymentKey } from './payment-key.ts'
import { modificationView } from './payment-views.ts'

type Modification = Extract<PaymentCommand, { type: 'capture' | 'refund' | 'cancel' }>

/** What capture, refund and cancel share: one command to the payment in the path. */
export function modifyPayment(
  exchange: AuthenticatedExchange,
  keyConflict: ProblemName,
  commandOf: (occasion: {
    readonly at: Instant
    readonly pspReference: string
    readonly idempotencyKey?: string
  }) => Modification,
): Promise<Response> {
  const { services, idempotencyKey } = exchange
  const reference = exchange.parameters['reference'] ?? ''
  const command = commandOf({
    at: services.clock.now(),
    pspReference: services.random.uuid(),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  })
  const ordered = orderedFailure(exchange, exchange.fault?.effect)
  if (ordered) return failToModify(exchange, reference, command, ordered)
  return decidePayment(exchange, {
    reference,
    command,
    accepted: (state) => ({ status: 200, body: modificationView(state) }),
    keyConflict,
  })
}

/**
 * Answers with the failure on order whatever the payment is like, and tells it as an event where
 * the bank would have been asked. No idempotency key is used up: the same may be tried again.
 */
async function failToModify(
  exchange: AuthenticatedExchange,
  reference: string,
  command: Modification,
  { failure, answer }: OrderedFailure,
): Promise<Response> {
  await exchange.services.store.decide({
    aggregate: payment,
    key: paymentKey(exchange.salesUnit.msn, reference),
    command: { ...command, failure },
    at: command.at,
  })
  return orderedAnswer(exchange, answer)
}
