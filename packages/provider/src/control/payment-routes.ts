import { scopesOf, type TestCard } from '@kvitt/domain'
import type { Hono } from 'hono'
import {
  payerOf,
  rejectAs,
  type ActionRefusal,
  type ActionResult,
  type Payer,
  type PayerRefusal,
} from '../epayment/customer-action.ts'
import { deliveryFor, choiceFor } from '../epayment/delivery.ts'
import { namedPayment, type NamedPayment, type PaymentName } from '../epayment/named-payment.ts'
import { noticeOf, PAYER_IN_WORDS, reasonOf, whyNot } from '../epayment/outcome-words.ts'
import { paymentView } from '../epayment/payment-views.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { ApprovalWish, approveThrough } from './approve-through.ts'
import { readJson, refuse, refuseUnknownPayment } from './control-answer.ts'
import { deliveryAnswer, refuseDelivery } from './delivery-answer.ts'

const WISH =
  'Send {"phoneNumber": "…", "card": "…", "authentication": "pass", "ask", "fail" or "wait", ' +
  '"unknownResult": "authorize" or "expire", "address": {"addressLine1": "…", "postCode": "…", ' +
  '"city": "…", "country": "NO"}, "shippingOptionId": "…", "consent": true}, each of them optional.'

/** How many customers a refusal names. */
const NAMED_MAX = 20

/** What a person who acts as the customer is told when the payment will not have it. */
const WHY_NOT: Partial<Record<ActionRefusal, string>> = {
  alreadyReserved: 'The payment is already authorized.',
  cannotCancelProcessing: 'Nobody knows yet what has become of the approval.',
  noLongerValid: 'The payment is no longer valid.',
  referenceNotFound: 'There is no such payment.',
  shippingOptionNotFound: 'The merchant offers no such shipping option for this address.',
}

/** Acts on payments as the customer does on the phone. */
export function addPayments(app: Hono, services: Services): void {
  app.post('/payments/:msn/:reference/reject', async ({ req }) => {
    const found = await namedPayment(services, req.param())
    if (!found) return refuseUnknownPayment(services, req.raw, req.param())
    return answer(services, req.raw, await rejectAs(services, found.payment))
  })
  app.post('/payments/:msn/:reference/approve', ({ req }) =>
    asCustomer(services, req.raw, req.param(), approve),
  )
  app.post('/payments/:msn/:reference/shipping-options', ({ req }) =>
    asCustomer(services, req.raw, req.param(), showDelivery),
  )
}

type Action = (
  services: Services,
  request: Request,
  found: NamedPayment,
  payer: Payer,
  wish: ApprovalWish,
) => Promise<Response>

/** Finds out which payment it is about, what is wished for, and who acts. */
async function asCustomer(
  services: Services,
  request: Request,
  named: PaymentName,
  action: Action,
): Promise<Response> {
  const found = await namedPayment(services, named)
  if (!found) return refuseUnknownPayment(services, request, named)
  const wish = await readJson(request, ApprovalWish)
  if (!wish) return refuse(services, request, 400, WISH)
  const payer = payerOf(services, found.salesUnit, found.payment, wish)
  if ('refusal' in payer) {
    const named = wish.card ?? wish.phoneNumber
    const who = `${PAYER_IN_WORDS[payer.refusal]}${named === undefined ? '' : `: ${named}`}.`
    return UNSUITABLE.has(payer.refusal)
      ? refuse(services, request, 409, who, payer.refusal)
      : refuse(services, request, 404, `${who} ${customersInWords(services)}`, payer.refusal)
  }
  return action(services, request, found, payer, wish)
}

async function approve(
  services: Services,
  request: Request,
  { payment: found, salesUnit }: NamedPayment,
  payer: Payer,
  wish: ApprovalWish,
): Promise<Response> {
  if (!wish.consent && scopesOf(found.terms.profileScope).length > 0) {
    return answer(services, request, await rejectAs(services, found))
  }
  const chosen = await choiceFor(services, found, payer.customer, wish)
  if ('failure' in chosen) return refuseDelivery(services, request, chosen, found.terms.shipping)
  if ('refusal' in chosen) return answer(services, request, chosen)
  const { shipping } = chosen
  const result = await approveThrough(services, salesUnit, found, payer, { ...wish, shipping })
  return answer(services, request, result, payer.card)
}

/** Asks the merchant anew each time, as the app does whenever the address changes. */
async function showDelivery(
  services: Services,
  request: Request,
  { payment: found }: NamedPayment,
  { customer }: Payer,
  { address }: ApprovalWish,
): Promise<Response> {
  if (!found.terms.shipping) {
    return refuse(services, request, 409, 'The payment leaves no delivery to choose.')
  }
  if (found.state !== 'CREATED') {
    return refuse(services, request, 409, `The payment is ${found.state}.`)
  }
  const delivery = await deliveryFor(services, found, customer, { address, again: true })
  if ('failure' in delivery) {
    return refuseDelivery(services, request, delivery, found.terms.shipping)
  }
  return 'refusal' in delivery ? answer(services, request, delivery) : deliveryAnswer(delivery)
}

/** Whoever and whatever is known, but not taken for this payment. */
const UNSUITABLE: ReadonlySet<PayerRefusal> = new Set(['customerCannotPay', 'cardNotAccepted'])

function answer(
  services: Services,
  request: Request,
  result: ActionResult,
  card?: TestCard,
): Response {
  if ('refusal' in result) {
    const detail = whyNot(result, card) ?? WHY_NOT[result.refusal] ?? `Refused: ${result.refusal}.`
    const state = result.payment ? ` It is ${result.payment.state}.` : ''
    return refuse(services, request, 409, `${detail}${state}`, reasonOf(result, card))
  }
  const view = paymentView(result.payment, services.configuration)
  const notice = noticeOf(result.payment)
  const { msn } = result.payment
  return jsonResponse(200, { msn, ...view, ...(notice !== undefined && { notice }) })
}

function customersInWords({ directory }: Services): string {
  const customers = directory.customers
    .slice(0, NAMED_MAX)
    .map(({ phoneNumber, cards }) => `${phoneNumber} (${cards.map(({ name }) => name).join(', ')})`)
  const more = directory.customers.length > NAMED_MAX ? '; and more' : ''
  return `Known are ${customers.join('; ')}${more}.`
}
