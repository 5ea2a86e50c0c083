import { payment, type PaymentRefusal } from '@kvitt/domain'
import { formatInstant, parseMsn, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@kvitt/values'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { salesUnitOf } from '../directory/directory.ts'
import type { EnvironmentService } from '../environment/environment-service.ts'
import { approveAs, payerOf, rejectAs, type ActionResult } from '../epayment/customer-action.ts'
import { paymentKey } from '../epayment/payment-key.ts'
import { paymentView } from '../epayment/payment-views.ts'
import { isSameText } from '../http/same-text.ts'
import { jsonResponse, problemBody } from '../http/problem-response.ts'
import { BODY_BYTES_MAX, readBody } from '../http/read-body.ts'
import { traceIdOf } from '../http/trace-id.ts'
import type { Services } from '../services.ts'

/** How far one request may move the clock. */
const ADVANCE_MAX_MS = 3_650 * DAY_MS

const ApproveRequest = z.object({
  phoneNumber: z.coerce.string().optional(),
  card: z.string().optional(),
})
const AdvanceRequest = z.object({ by: z.string() })

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

/** The environment's own API: act as the customer, move the clock, start again. */
export function controlRoutes(services: Services, environment: EnvironmentService): Hono {
  const app = new Hono()
  app.use((context, next) => guard(context, next, services))
  addPayments(app, services)
  addDirectory(app, services)
  addClock(app, services, environment)
  app.post('/reset', async () => {
    await environment.reset()
    await services.store.clear(['environment'])
    return jsonResponse(200, { reset: true })
  })
  // Mounted under a path, an app's own notFound is never asked.
  app.all('*', ({ req }) => refuse(services, req.raw, 404, 'There is no such control operation.'))
  return app
}

/**
 * Lets in whoever has the admin token. Where there is none, only what comes from this machine to
 * this machine by its own name: no web page of another origin, no other name that resolves here,
 * and none of the environment's own webhooks.
 */
async function guard(
  { req }: Context,
  next: () => Promise<void>,
  services: Services,
): Promise<Response | undefined> {
  const { adminToken } = services.configuration
  const problem = (status: number, detail: string): Response =>
    refuse(services, req.raw, status, detail)
  if (req.header('webhook-id') !== undefined) {
    return problem(403, 'Webhooks cannot use the control API.')
  }
  if (adminToken !== undefined) {
    const given = /^Bearer +(\S+)$/i.exec(req.header('authorization') ?? '')?.[1]
    if (given === undefined || !isSameText(given, adminToken)) {
      return problem(401, 'Send the admin token as Authorization: Bearer <token>.')
    }
  } else if (!isLoopback(hostOf(req.header('host') ?? new URL(req.url).host))) {
    return problem(403, 'The control API is served on localhost only.')
  }
  const origin = req.header('origin')
  if (origin !== undefined && !isOwnOrigin(origin, req.header('host'))) {
    return problem(403, 'Pages of other origins cannot use the control API.')
  }
  await next()
  return undefined
}

function hostOf(authority: string): string {
  return authority.replace(/:\d+$/, '').toLowerCase()
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host
}

function addPayments(app: Hono, services: Services): void {
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

function addDirectory(app: Hono, services: Services): void {
  const { directory } = services
  app.get('/sales-units', () =>
    jsonResponse(
      200,
      directory.keySets.flatMap(({ salesUnits }) =>
        salesUnits.map(({ msn, name, market }) => ({ msn, name, market })),
      ),
    ),
  )
  app.get('/customers', () => jsonResponse(200, directory.customers))
}

function addClock(app: Hono, services: Services, environment: EnvironmentService): void {
  const clock = (): Response =>
    jsonResponse(200, {
      now: formatInstant(services.clock.now()),
      frozen: services.clock.setting.mode === 'frozen',
      systemNow: formatInstant(services.systemClock.now()),
    })
  app.get('/clock', clock)
  app.post('/clock/freeze', async () => {
    await environment.freeze()
    return clock()
  })
  app.post('/clock/resume', async () => {
    await environment.resume()
    return clock()
  })
  app.post('/clock/advance', async ({ req }) => {
    const wish = await readJson(req.raw, AdvanceRequest)
    const byMs = wish && parseDuration(wish.by)
    if (byMs === undefined || byMs > ADVANCE_MAX_MS) {
      const detail =
        'Send {"by": "14d"}: a whole number and s, m, h or d, at most 3650d. Several may follow ' +
        'each other, as in 1d12h.'
      return refuse(services, req.raw, 400, detail)
    }
    await environment.advance(byMs)
    return clock()
  })
}

const UNIT_MS = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS } as const

/** Reads `14d`, `90s` or `1d12h`; undefined for anything else. */
function parseDuration(text: string): number | undefined {
  if (!/^(?:\d{1,9}[smhd])+$/.test(text)) return undefined
  let durationMs = 0
  for (const [, count, unit] of text.matchAll(/(\d+)([smhd])/g)) {
    durationMs += Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]
  }
  return durationMs
}

async function readJson<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
): Promise<z.infer<Schema> | undefined> {
  const text = await readBody(request)
  if (text === undefined || text.length > BODY_BYTES_MAX) return undefined
  try {
    return schema.safeParse(text.trim() === '' ? {} : JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function customersInWords({ directory }: Services): string {
  const customers = directory.customers.map(
    ({ phoneNumber, cards }) => `${phoneNumber} (${cards.map(({ name }) => name).join(', ')})`,
  )
  return `Known are ${customers.join('; ')}.`
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
}

function refuse(services: Services, request: Request, status: number, detail: string): Response {
  const exchange = {
    path: new URL(request.url).pathname,
    traceId: () => traceIdOf(request, services.random),
  }
  return jsonResponse(status, problemBody(exchange, status, TITLES[status] ?? 'Refused', detail))
}
