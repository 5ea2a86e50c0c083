import type { ForceApproveRequest, ProblemName } from '@kvitt/contract'
import { whyNotForced, type TestCustomer } from '@kvitt/domain'
import { isSameText } from '@kvitt/http'
import { parsePhoneNumber } from '@kvitt/values'
import type { AuthenticatedExchange } from '../http/exchange.ts'
import { isStrict } from '../http/is-strict.ts'
import { problemReply, replyResponse } from '../http/problem-response.ts'
import { approval, payingCustomer, withCard, type PayerRefusal } from './customer-action.ts'
import { decidePayment } from './decide-payment.ts'
import { loadPayment } from './get-payment.ts'

const TOKEN_PARTS = 3

/** Who is too young is told no more than who is not there. */
const PROBLEM_OF = {
  customerNotFound: 'customerNotFound',
  customerCannotPay: 'customerNotFound',
  noCards: 'noCards',
  cardNotFound: 'noCards',
  cardNotAccepted: 'invalidPaymentSource',
} as const satisfies Record<PayerRefusal, ProblemName>

/** `POST /epayment/v1/test/payments/{reference}/approve` */
export async function forceApprovePayment(
  exchange: AuthenticatedExchange<ForceApproveRequest>,
): Promise<Response> {
  const { body, salesUnit, services } = exchange
  if (services.configuration.production) {
    return replyResponse(problemReply(exchange, 'approveNotAllowed'))
  }
  const found = await loadPayment(exchange)
  const { token } = body ?? {}
  if (!found || (namesPayment(token, isStrict(exchange)) && !isSameText(token, found.token))) {
    return replyResponse(problemReply(exchange, 'referenceNotFound'))
  }
  const unfit = whyNotForced(found)
  if (unfit) return replyResponse(problemReply(exchange, unfit, { state: found.state }))
  const phoneNumber = body?.customer?.phoneNumber ?? undefined
  if (phoneNumber && parsePhoneNumber(phoneNumber) === undefined) {
    return replyResponse(problemReply(exchange, 'invalidPhoneNumber'))
  }
  const customer = payingCustomer(services, salesUnit, found, phoneNumber)
  if ('refusal' in customer) {
    return replyResponse(problemReply(exchange, PROBLEM_OF[customer.refusal]))
  }
  if (isStrict(exchange) && !customer.identified) {
    return replyResponse(problemReply(exchange, 'identificationRequired'))
  }
  const payer = withCard(found, customer, undefined)
  if ('refusal' in payer) {
    const name = hasExpiredCardsOnly(customer) ? 'internalError' : PROBLEM_OF[payer.refusal]
    return replyResponse(problemReply(exchange, name))
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

/** What comes of that is an error of the real service itself, and documented. */
function hasExpiredCardsOnly({ cards }: TestCustomer): boolean {
  return cards.length > 0 && cards.every(({ expired }) => expired === true)
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
