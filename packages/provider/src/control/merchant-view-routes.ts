import { payment } from '@kvitt/domain'
import { parseInstant } from '@kvitt/values'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { problemWords } from '../epayment/decide-payment.ts'
import { modificationCommand, MODIFICATIONS } from '../epayment/modification.ts'
import { namedPayment, type NamedPayment } from '../epayment/named-payment.ts'
import { paymentKey } from '../epayment/payment-key.ts'
import { jsonResponse } from '../http/problem-response.ts'
import type { Services } from '../services.ts'
import { readJson, refuse, refuseUnknownPayment } from './control-answer.ts'
import { findPayments } from './find-payments.ts'
import { paymentDetails } from './payment-details.ts'

const LIMIT_MAX = 100

const amount = z.coerce.number().int().min(0).optional()
const time = z
  .string()
  .refine((text) => parseInstant(text) !== undefined, 'not a time')
  .transform(parseInstant)
  .optional()

const Search = z.object({
  msn: z.string().optional(),
  reference: z.string().max(64).optional(),
  state: z.enum(['CREATED', 'AUTHORIZED', 'ABORTED', 'EXPIRED', 'TERMINATED']).optional(),
  amountFrom: amount,
  amountTo: amount,
  createdFrom: time,
  createdTo: time,
  phoneNumber: z.string().max(15).optional(),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(50),
  cursor: z.string().max(200).optional(),
})

const ModificationWish = z.object({ amount: z.int().min(1).optional() })

/** Shows payments as a merchant sees them, and does what a merchant's staff may do. */
export function addMerchantView(app: Hono, services: Services): void {
  app.get('/payments', (context) => list(services, context))
  app.get('/payments/:msn/:reference', async ({ req }) => {
    const found = await namedPayment(services, req.param())
    return found ? show(services, found) : refuseUnknownPayment(services, req.raw, req.param())
  })
  app.post(`/payments/:msn/:reference/:action{${MODIFICATIONS.join('|')}}`, async ({ req }) => {
    const found = await namedPayment(services, req.param())
    if (!found) return refuseUnknownPayment(services, req.raw, req.param())
    const wish = await readJson(req.raw, ModificationWish)
    if (!wish) {
      const detail = 'Send {"amount": 1000} in minor units, or nothing for all there is.'
      return refuse(services, req.raw, 400, detail)
    }
    const action = MODIFICATIONS.find((each) => each === req.param('action')) ?? 'cancel'
    const occasion = { at: services.clock.now(), pspReference: services.random.uuid() }
    const { payment: before, salesUnit } = found
    const command = modificationCommand(before, action, salesUnit, occasion, wish.amount)
    const { state, refusal } = await services.store.decide({
      aggregate: payment,
      key: paymentKey(before.msn, before.reference),
      command,
      at: occasion.at,
    })
    const now = state ?? before
    if (refusal !== undefined) return refuse(services, req.raw, 409, problemWords(refusal, now))
    return show(services, { payment: now, salesUnit })
  })
}

async function list(services: Services, { req }: Context): Promise<Response> {
  const { data: search, error } = Search.safeParse(req.query())
  if (!search) {
    const [issue] = error.issues
    const detail = `${issue?.path.join('.')}: ${issue?.message}. Times are RFC 3339, amounts minor units, limit 1 to ${LIMIT_MAX}.`
    return refuse(services, req.raw, 400, detail)
  }
  const { msn, ...rest } = search
  const units = services.directory.keySets.flatMap(({ salesUnits }) => salesUnits)
  const msns = units.map((unit) => unit.msn).filter((each) => msn === undefined || each === msn)
  try {
    return jsonResponse(200, await findPayments(services.store, { ...rest, msns }))
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    return refuse(services, req.raw, 400, `cursor: ${cause.message}`)
  }
}

async function show(services: Services, found: NamedPayment): Promise<Response> {
  const { msn, reference } = found.payment
  const events = await services.store.history(payment, paymentKey(msn, reference))
  const { publicUrl, production = false } = services.configuration
  const occasion = { at: services.clock.now(), publicUrl, production }
  return jsonResponse(200, paymentDetails(found.payment, events, found.salesUnit, occasion))
}
