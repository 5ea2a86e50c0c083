import type { ForceApproveRequest, ProblemName } from '@kvitt/contract'
import { isSameText } from '@kvitt/http'
import { parsePhoneNumber } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { isStrict } from '../http/is-strict.ts'
import { problemReply, replyResponse } from '../http/problem-response.ts'
import { approval, payerOf, type PayerRefusal } from './customer-action.ts'
import { decidePayment } from './decide-payment.ts'
import { loadPayment } from './get-payment.ts'

const TOKEN_PARTS = 3

/** Who is too young is told no more than who is not there. */
const PROBLEM_OF = {
  customerNotFound: 'customerNotFound',
  customerCannotPay: 'customerNotFound',
  noCards: 'noCards',
  cardNotFound: 'noCards',
  cardNotAccepted: 'noCards',
} as const satisfies Record<PayerRefusal, ProblemName>

/** `POST /epayment/v1/test/payments/{reference}/approve` */
export async function forceApprovePayment(
  exchange: AuthenticatedExchange<ForceApproveRequest>,
): Promise<Response> {
  const { body, salesUnit, services } = exchange
  const found = await loadPayment(exchange)
  const { token } = body ?? {}
  if (!found || (namesPayment(token, isStrict(exchange)) && !isSameText(token, found.token))) {
    return replyResponse(problemReply(exchange, 'referenceNotFound'))
  }
  const phoneNumber = body?.customer?.phoneNumber ?? undefined
  if (phoneNumber && parsePhoneNumber(phoneNumber) === undefined) {
    return replyResponse(problemReply(exchange, 'invalidPhoneNumber'))
  }
  const payer = payerOf(services, salesUnit, found, { phoneNumber })
  if ('refusal' in payer) {
    return replyResponse(problemReply(exchange, PROBLEM_OF[payer.refusal]))
  }
  const answer = await decidePayment(exchange, {
    reference: found.reference,
    command: {
      type: 'force-approve',
      at: services.clock.now(),
      pspReference: services.random.uuid(),
      ...approval(services, salesUnit, found, payer),
    },
    accepted: () => ({ status: 200, body: null }),
    keyConflict: 'keyReused',
  })
  // The documented success is an empty body.
  return answer.ok ? new Response(null, { status: 200 }) : answer
}

/**
 * Whether a token is to be that of the payment. The official Postman collection sends the text
 * that holds a token's place, because its script looks for the token in another answer.
 *
 * @see https://developer.vippsmobilepay.com/docs/knowledge-base/postman/
 */
function namesPayment(token: string | null | undefined, strict: boolean): token is string {
  return !!token && (strict || token.split('.').length === TOKEN_PARTS)
}
