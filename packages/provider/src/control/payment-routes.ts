import { payment } from '@kvitt/domain'
import { parseMsn } from '@kvitt/values'
import type { Hono } from 'hono'
import { salesUnitOf } from '../directory/directory.ts'
import {
  payerOf,
  rejectAs,
  type ActionRefusal,
  type ActionResult,
  type PayerRefusal,
} from '../epayment/customer-action.ts'
import { noticeOf, PAYER_IN_WORDS, whyNot } from '../epayment/outcome-words.ts'
import { paymentKey } from '../epayment/payment-key.ts'
import { paymentView } from '../epayment/payment-views.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { ApprovalWish, approveThrough } from './approve-through.ts'
import { readJson, refuse } from './control-answer.ts'

const WISH =
  'Send {"phoneNumber": "…", "card": "…", "authentication": "pass", "fail" or "wait", ' +
  '"unknownResult": "authorize" or "expire"}, each of them optional.'

/** How many customers a refusal names. */
const NAMED_MAX = 20

/** What a person who acts as the customer is told when the payment will not have it. */
const WHY_NOT: Partial<Record<ActionRefusal, string>> = {
  alreadyReserved: 'The payment is already authorized.',
  cannotCancelProcessing: 'Nobody knows yet what has become of the approval.',
  noLongerValid: 'The payment is no longer valid.',
  referenceNotFound: 'There is no such payment.',
}

/** Acts on payments as the customer does on the phone. */
export function addPayments(app: Hono, services: Services): void {
  app.post('/payments/:msn/:reference/:action{approve|reject}', async ({ req }) => {
    const { msn: msnText, reference, action } = req.param()
    const msn = parseMsn(msnText)
    const salesUnit = msn && salesUnitOf(services.directory, msn)
    const found =
      salesUnit && (await services.store.load(payment, paymentKey(salesUnit.msn, reference)))
    if (!found) {
      const detail = `There is no payment ${reference} for MSN ${msnText}.`
      return refuse(services, req.raw, 404, detail)
    }
    if (action === 'reject') return answer(services, req.raw, await rejectAs(services, found))
    const wish = await readJson(req.raw, ApprovalWish)
    if (!wish) return refuse(services, req.raw, 400, WISH)
    const payer = payerOf(services, salesUnit, found, wish)
    if ('refusal' in payer) {
      const named = wish.card ?? wish.phoneNumber
      const who = `${PAYER_IN_WORDS[payer.refusal]}${named === undefined ? '' : `: ${named}`}.`
      return UNSUITABLE.has(payer.refusal)
        ? refuse(services, req.raw, 409, who)
        : refuse(services, req.raw, 404, `${who} ${customersInWords(services)}`)
    }
    const result = await approveThrough(services, salesUnit, found, payer, wish)
    return answer(services, req.raw, result, whyNot(result, payer.card))
  })
}

/** Whoever and whatever is known, but not taken for this payment. */
const UNSUITABLE: ReadonlySet<PayerRefusal> = new Set(['customerCannotPay', 'cardNotAccepted'])

function answer(
  services: Services,
  request: Request,
  result: ActionResult,
  why?: string,
): Response {
  if ('refusal' in result) {
    const detail = why ?? WHY_NOT[result.refusal] ?? `Refused: ${result.refusal}.`
    const state = result.payment ? ` It is ${result.payment.state}.` : ''
    return refuse(services, request, 409, `${detail}${state}`)
  }
  const view = paymentView(result.payment, services.configuration.publicUrl)
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
