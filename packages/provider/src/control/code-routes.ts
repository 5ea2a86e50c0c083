import { CHECKED_IN_EVENT_TYPE } from '@kvitt/contract'
import {
  customerToken,
  personalQr,
  registrationsFor,
  webhookRegistrations,
  type TestCustomer,
} from '@kvitt/domain'
import { formatInstant, parseMsn } from '@kvitt/values'
import type { Hono } from 'hono'
import { z } from 'zod'
import { customerOf, salesUnitOf } from '../directory/directory.ts'
import { customerTokenKey } from '../epayment/named-customer.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { newPersonalQr } from '../qr/personal-qr-content.ts'
import type { Services } from '../services.ts'
import { readJson, refuse } from './control-answer.ts'

const TOKEN_BYTES = 48

/** Any id is taken: merchant callback codes are not kept in this environment. */
const CheckIn = z.object({ msn: z.coerce.string(), merchantQrId: z.string().min(1).max(128) })

/** What customers do with codes: show their own to a till, or scan a merchant's. */
export function addCodes(app: Hono, services: Services): void {
  app.post('/customers/:phoneNumber/personal-qr', async ({ req }) => {
    const customer = customerOf(services.directory, req.param('phoneNumber'))
    return customer ? showPersonalQr(services, customer) : nobody(services, req.raw)
  })
  app.post('/customers/:phoneNumber/check-in', async ({ req }) => {
    const customer = customerOf(services.directory, req.param('phoneNumber'))
    return customer ? checkIn(services, req.raw, customer) : nobody(services, req.raw)
  })
}

async function showPersonalQr(
  services: Services,
  { phoneNumber }: TestCustomer,
): Promise<Response> {
  const { code, content } = newPersonalQr(services)
  const at = services.clock.now()
  const command = { type: 'show', at, phoneNumber } as const
  await services.store.decide({ aggregate: personalQr, key: code, command, at })
  return jsonResponse(200, { content })
}

async function checkIn(
  services: Services,
  request: Request,
  { phoneNumber }: TestCustomer,
): Promise<Response> {
  const wish = await readJson(request, CheckIn)
  if (!wish) return refuse(services, request, 400, 'Send {"msn": "…", "merchantQrId": "…"}.')
  const { merchantQrId } = wish
  const msn = parseMsn(wish.msn)
  if (!msn || !salesUnitOf(services.directory, msn)) {
    return refuse(services, request, 404, `There is no sales unit ${wish.msn}.`)
  }
  const registrations = await services.store.load(webhookRegistrations, msn)
  if (registrationsFor(registrations, CHECKED_IN_EVENT_TYPE).length === 0) {
    const detail = `The app cannot connect to the store: register a webhook for ${CHECKED_IN_EVENT_TYPE} first.`
    return refuse(services, request, 409, detail)
  }
  const token = Buffer.from(services.random.bytes(TOKEN_BYTES)).toString('base64')
  const at = services.clock.now()
  const { state } = await services.store.decide({
    aggregate: customerToken,
    key: customerTokenKey(msn, token),
    command: { type: 'check-in', at, msn, token, phoneNumber, merchantQrId },
    at,
  })
  if (!state) throw new Error('a customer checked in and has no token')
  return jsonResponse(200, {
    customerToken: token,
    msn,
    merchantQrId,
    expiresAt: formatInstant(state.expiresAt),
  })
}

function nobody(services: Services, request: Request): Response {
  return refuse(services, request, 404, 'There is no test customer with this phone number.')
}
