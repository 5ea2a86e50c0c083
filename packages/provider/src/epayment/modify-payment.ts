import type { ProblemName } from '@kvitt/contract'
import type { PaymentCommand } from '@kvitt/domain'
import type { Instant } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { decidePayment } from './decide-payment.ts'
import { modificationView } from './payment-views.ts'

/** What capture, refund and cancel share: one command to the payment in the path. */
export function modifyPayment(
  exchange: AuthenticatedExchange,
  keyConflict: ProblemName,
  commandOf: (occasion: {
    readonly at: Instant
    readonly pspReference: string
    readonly idempotencyKey?: string
  }) => PaymentCommand,
): Promise<Response> {
  const { services, idempotencyKey } = exchange
  return decidePayment(exchange, {
    reference: exchange.parameters['reference'] ?? '',
    command: commandOf({
      at: services.clock.now(),
      pspReference: services.random.uuid(),
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    }),
    accepted: (payment) => ({ status: 200, body: modificationView(payment) }),
    keyConflict,
  })
}
