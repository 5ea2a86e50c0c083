import type { LandingAsked, LandingProblem, LandingProblemCode } from '@kvitt/contract'
import { declineOf, type Payment, type SalesUnit, type TestCard } from '@kvitt/domain'
import { isOwnOrigin } from '@kvitt/http'
import { COUNTRY_CODE_OF_MARKET, parseTypedPhoneNumber } from '@kvitt/values'
import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { readJson } from '../control/control-answer.ts'
import {
  approveAs,
  failAuthenticationAs,
  payerOf,
  rejectAs,
  type ActionRefusal,
  type ActionResult,
  type PayerRefusal,
} from '../epayment/customer-action.ts'
import { choiceFor } from '../epayment/delivery.ts'
import { OUTGOING_MARK } from '../http/outgoing-mark.ts'
import { jsonResponse } from '../http/problem-response.ts'
import { linkedPayment, type LinkedPayment } from '../page/linked-payment.ts'
import { askCustomer } from '../phone/ask-customer.ts'
import type { Services } from '../services.ts'
import { landingStream } from './landing-stream.ts'
import { isNumberLocked, landingCustomers, landingView } from './landing-view.ts'

const PHONE_NUMBER_LENGTH_MAX = 40
const CARD_NAME_LENGTH_MAX = 40

const AskRequest = z.object({ phoneNumber: z.string().max(PHONE_NUMBER_LENGTH_MAX) })
const ApproveRequest = z.object({
  phoneNumber: z.string().max(PHONE_NUMBER_LENGTH_MAX).optional(),
  card: z.string().max(CARD_NAME_LENGTH_MAX).optional(),
})

/**
 * What the landing page asks for and does. The payment's token, as the query's `token`, is all the
 * authority there is: no cookie, no session, no other payment.
 */
export function landingRoutes(services: Services): Hono {
  const app = new Hono()
  app.get('/payment', (context) =>
    withPayment(services, context, ({ payment, salesUnit }) =>
      answer(200, landingView(services, payment, salesUnit)),
    ),
  )
  app.get('/test-customers', (context) =>
    withPayment(services, context, ({ payment, salesUnit }) =>
      answer(200, landingCustomers(services, payment, salesUnit)),
    ),
  )
  app.get('/events', (context) =>
    withPayment(services, context, ({ payment }) => {
      const stream = landingStream(services, payment)
      if (!stream) return problem(503, { problem: 'tooManyFollow' })
      return new Response(stream, {
        headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' },
      })
    }),
  )
  const act = (path: string, action: Action): void => {
    app.post(path, (context) =>
      isFromLandingPage(context)
        ? withPayment(services, context, (linked) => action(services, linked, context.req.raw))
        : problem(403, { problem: 'foreignOrigin' }),
    )
  }
  act('/ask', ask)
  act('/approve', approve)
  act('/reject', async (_, linked) =>
    outcome(services, linked, await rejectAs(services, linked.payment)),
  )
  act('/fail-authentication', async (_, linked) =>
    outcome(services, linked, await failAuthenticationAs(services, linked.payment)),
  )
  return app
}

type Action = (services: Services, linked: LinkedPayment, request: Request) => Promise<Response>

async function withPayment(
  services: Services,
  { req }: Context,
  use: (linked: LinkedPayment) => Response | Promise<Response>,
): Promise<Response> {
  const linked = await linkedPayment(services, req.query('token'))
  return linked ? use(linked) : problem(404, { problem: 'unknownLink' })
}

/** No page of another origin, no form, and none of the environment's own webhooks and callbacks. */
function isFromLandingPage({ req }: Context): boolean {
  const origin = req.header('origin')
  return (
    (req.header('sec-fetch-site') ?? 'same-origin') === 'same-origin' &&
    /^application\/json\b/i.test(req.header('content-type') ?? '') &&
    (origin === undefined || isOwnOrigin(origin, req.header('host'))) &&
    req.header('webhook-id') === undefined &&
    req.header(OUTGOING_MARK) === undefined
  )
}

/** The customer has entered a phone number, and is asked on that phone. */
async function ask(services: Services, linked: LinkedPayment, request: Request): Promise<Response> {
  const wish = await readJson(request, AskRequest)
  if (!wish) return problem(400, { problem: 'badRequest' })
  const phoneNumber = numberOf(linked.salesUnit, wish.phoneNumber)
  const { payment, salesUnit } = linked
  if (isNumberLocked(payment, salesUnit) && phoneNumber !== payment.terms.customerPhoneNumber) {
    return refused(services, linked, 422, 'customerRefused')
  }
  const result = await askCustomer(services, payment, phoneNumber)
  if (!('payment' in result)) return refused(services, linked, 422, 'customerRefused')
  if ('refusal' in result) return outcome(services, linked, result)
  const asked: LandingAsked = {
    payment: landingView(services, result.payment, salesUnit),
    phoneNumber,
  }
  return answer(200, asked)
}

/** Approves without a phone: with the card of a form, or as a test customer. */
async function approve(
  services: Services,
  linked: LinkedPayment,
  request: Request,
): Promise<Response> {
  const wish = await readJson(request, ApproveRequest)
  if (!wish) return problem(400, { problem: 'badRequest' })
  const { payment, salesUnit } = linked
  const isForm = payment.terms.method === 'CARD'
  const payer = payerOf(services, salesUnit, payment, {
    card: wish.card,
    // A card form asks for no phone number.
    ...(!isForm &&
      wish.phoneNumber !== undefined && { phoneNumber: numberOf(salesUnit, wish.phoneNumber) }),
  })
  if ('refusal' in payer) {
    return refused(services, linked, 422, PROBLEM_OF_PAYER[payer.refusal])
  }
  const delivery = await choiceFor(services, payment, payer.customer, {})
  if ('failure' in delivery) return refused(services, linked, 422, 'deliveryFailed')
  if ('refusal' in delivery) return outcome(services, linked, delivery)
  const result = await approveAs(services, salesUnit, payment, payer, delivery)
  return outcome(services, linked, result, payer.card)
}

/** A number that cannot be one is left as it is: nobody has it. */
function numberOf({ market }: SalesUnit, typed: string): string {
  return parseTypedPhoneNumber(typed, COUNTRY_CODE_OF_MARKET[market]) ?? typed
}

/** Whether somebody is unknown or too young is not for whoever has the link to find out. */
const PROBLEM_OF_PAYER = {
  customerNotFound: 'customerRefused',
  customerCannotPay: 'customerRefused',
  noCards: 'cardRefused',
  cardNotFound: 'cardRefused',
  cardNotAccepted: 'cardRefused',
} as const satisfies Record<PayerRefusal, LandingProblemCode>

/** How the payment is after what was done, or why that came to nothing. */
function outcome(
  services: Services,
  { payment: before, salesUnit }: LinkedPayment,
  result: ActionResult,
  card?: TestCard,
): Response {
  const payment = result.payment ?? before
  const linked = { payment, salesUnit }
  if (!('refusal' in result)) return answer(200, landingView(services, payment, salesUnit))
  return refused(services, linked, 409, problemOf(result.refusal, payment, card))
}

/** What two of the cards that every test customer has are declined for. */
const DECLINED_CARDS: Readonly<Record<string, LandingProblemCode>> = {
  expired: 'expiredCard',
  empty: 'insufficientFunds',
}

/** What the customer can do something about; all else means that the payment has moved on. */
const PROBLEM_OF: Readonly<Partial<Record<ActionRefusal, LandingProblemCode>>> = {
  authenticationFailed: 'authenticationFailed',
  cannotCancelProcessing: 'isProcessing',
  addressNotServed: 'deliveryFailed',
  addressRequired: 'deliveryFailed',
  shippingNotOffered: 'deliveryFailed',
  shippingOptionNotFound: 'deliveryFailed',
}

function problemOf(
  refusal: ActionRefusal,
  { terms }: Payment,
  card: TestCard | undefined,
): LandingProblemCode {
  if (refusal !== 'cardDeclined') return PROBLEM_OF[refusal] ?? 'noLongerWaits'
  const declined = declineOf(terms, { declined: card?.declined !== undefined }) ?? refusal
  return declined === 'cardDeclined' ? (DECLINED_CARDS[card?.name ?? ''] ?? declined) : declined
}

function refused(
  services: Services,
  { payment, salesUnit }: LinkedPayment,
  status: number,
  code: LandingProblemCode,
): Response {
  return problem(status, { problem: code, payment: landingView(services, payment, salesUnit) })
}

function problem(status: number, body: LandingProblem): Response {
  return answer(status, body)
}

const HEADERS = {
  'Content-Type': 'application/json',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const

function answer(status: number, body: object): Response {
  return jsonResponse(status, body, HEADERS)
}
