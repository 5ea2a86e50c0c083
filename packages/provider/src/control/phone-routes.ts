import type { TestCustomer } from '@kvitt/domain'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { customerOf } from '../directory/directory.ts'
import { namedPayment } from '../epayment/named-payment.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { customerPayment, customerPayments } from '../phone/customer-payments.ts'
import { putOnPhone } from '../phone/put-on-phone.ts'
import { scannedPayment } from '../phone/scanned-payment.ts'
import type { Services } from '../services.ts'
import { readJson, refuse } from './control-answer.ts'
import { refuseChange } from './directory-refusals.ts'
import { wrongQuery } from './page-query.ts'

const LIMIT_DEFAULT = 20
const LIMIT_MAX = 50
const LINK_LENGTH_MAX = 4_096

const ListQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(LIMIT_DEFAULT),
  cursor: z.string().max(200).optional(),
})
const Scan = z.union([
  z.strictObject({ link: z.string().min(1).max(LINK_LENGTH_MAX) }),
  z.strictObject({ msn: z.coerce.string(), reference: z.string() }),
])

const NOT_ON_PHONE = 'There is no such payment on the phone of this customer.'
const UNKNOWN_LINK = 'There is no payment behind this link.'

type Path = '/customers/:phoneNumber/payments'

/** Shows what is on a customer's phone, and brings to it what the customer opens or scans. */
export function addPhones(app: Hono, services: Services): void {
  app.get('/customers/:phoneNumber/payments', (context) =>
    onPhone(services, context, (customer) => list(services, context, customer)),
  )
  app.post('/customers/:phoneNumber/payments', (context) =>
    onPhone(services, context, (customer) => scan(services, context, customer)),
  )
  app.get('/customers/:phoneNumber/payments/:msn/:reference', (context) =>
    onPhone(services, context, async (customer) => {
      const { req } = context
      const shown = await customerPayment(services, customer, req.param())
      return shown
        ? jsonResponse(200, shown)
        : refuse(services, req.raw, 404, NOT_ON_PHONE, 'notOnPhone')
    }),
  )
}

async function onPhone(
  services: Services,
  { req }: Context<object, Path>,
  answer: (customer: TestCustomer) => Promise<Response>,
): Promise<Response> {
  const customer = customerOf(services.directory, req.param('phoneNumber'))
  return customer ? answer(customer) : refuseChange(services, req.raw, 'customerUnknown')
}

async function list(
  services: Services,
  { req }: Context<object, Path>,
  customer: TestCustomer,
): Promise<Response> {
  const query = ListQuery.safeParse(req.query())
  if (!query.success) return refuse(services, req.raw, 400, wrongQuery(query.error, ListQuery))
  try {
    return jsonResponse(200, await customerPayments(services, customer, query.data))
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    return refuse(services, req.raw, 400, `cursor: ${cause.message}`)
  }
}

async function scan(
  services: Services,
  { req }: Context<object, Path>,
  customer: TestCustomer,
): Promise<Response> {
  const wish = await readJson(req.raw, Scan)
  if (!wish) {
    const detail = 'Send {"link": "https://…/pay?token=…"}, or "msn" and "reference".'
    return refuse(services, req.raw, 400, detail)
  }
  const found =
    'link' in wish
      ? await scannedPayment(services, wish.link)
      : (await namedPayment(services, wish))?.payment
  if (!found) return refuse(services, req.raw, 404, UNKNOWN_LINK, 'unknownLink')
  if (found.terms.method === 'CARD') {
    const detail = 'This payment is made with a card form, not in the app.'
    return refuse(services, req.raw, 409, detail, 'cardForm')
  }
  if (found.state !== 'CREATED') {
    const detail = `The payment is no longer valid. It is ${found.state}.`
    return refuse(services, req.raw, 409, detail, 'noLongerValid')
  }
  await putOnPhone(services, found, customer.phoneNumber)
  return jsonResponse(200, { msn: found.msn, reference: found.reference })
}
