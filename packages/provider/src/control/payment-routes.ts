import { payment, type PaymentRefusal } from '@kvitt/domain'
import { parseMsn } from '@kvitt/values'
import type { Hono } from 'hono'
import { z } from 'zod'
import { salesUnitOf } from '../directory/directory.ts'
import { approveAs, payerOf, rejectAs, type ActionResult } from '../epayment/customer-action.ts'
import { paymentKey } from '../epayment/payment-key.ts'
import { paymentView } from '../epayment/payment-views.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { readJson, refuse } from './control-answer.ts'

const ApproveRequest = z.object({
  phoneNumber: z.coerce.string().optional(),
  card: z.string().optional(),
})

/** What a person who acts as the customer is told when the payment will not have it. */
const WHY_NOT: Partial<Record<PaymentRefusal, string>> = {
  alreadyReserved: 'The payment is already authorized.',
  cardDeclined: 'The card was declined. The payment waits for another card.',
  noLongerValid: 'The payment is no longer valid.',
  referenceNotFound: 'There is no such payment.',
}

const WHO_NOT = {
  customerNotFound: 'There is no test customer with this phone number',
  cardNotFound: 'The test customer has no card of this name',
  noCards: 'The test customer has no card that can be charged',
} as const

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
    const wish = await readJson(req.raw, ApproveRequest)
    if (!wish) return refuse(services, req.raw, 400, 'Send {"phoneNumber": "…", "card": "…"}.')
    const payer = payerOf(services, salesUnit, found, wish)
    if ('refusal' in payer) {
      const detail = `${WHO_NOT[payer.refusal]}: ${wish.card ?? wish.phoneNumber ?? ''}. ${customersInWords(services)}`
      return refuse(services, req.raw, 404, detail)
    }
    return answer(services, req.raw, await approveAs(services, salesUnit, found, payer))
  })
}

function answer(services: Services, request: Request, result: ActionResult): Response {
  if ('refusal' in result) {
    const detail = WHY_NOT[result.refusal] ?? `Refused: ${result.refusal}.`
    const state = result.payment ? ` It is ${result.payment.state}.` : ''
    return refuse(services, request, 409, `${detail}${state}`)
  }
  const view = paymentView(result.payment, services.configuration.publicUrl)
  return jsonResponse(200, { msn: result.payment.msn, ...view })
}

function customersInWords({ directory }: Services): string {
  const customers = directory.customers.map(
    ({ phoneNumber, cards }) => `${phoneNumber} (${cards.map(({ name }) => name).join(', ')})`,
  )
  return `Known are ${customers.join('; ')}.`
}
