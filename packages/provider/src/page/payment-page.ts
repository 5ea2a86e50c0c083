import {
  acceptsCard,
  nameOf,
  type LegalLinks,
  type Payment,
  type SalesUnit,
  type TestCustomer,
} from '@kvitt/domain'
import type { WebPages } from '@kvitt/http'
import {
  COUNTRY_CODE_OF_MARKET,
  formatInstant,
  parseTypedPhoneNumber,
  type Instant,
} from '@kvitt/values'
import { Hono } from 'hono'
import { html } from 'hono/html'
import {
  approveAs,
  failAuthenticationAs,
  payerOf,
  rejectAs,
  type ActionResult,
  type PayerRefusal,
} from '../epayment/customer-action.ts'
import { noticeOf, whyNot } from '../epayment/outcome-words.ts'
import { readForm } from '../http/read-form.ts'
import type { Services } from '../services.ts'
import { authenticationStep } from './authentication-step.ts'
import { cardForm, cardOptions } from './card-form.ts'
import { browserUrl } from './browser-url.ts'
import { landingDocument } from './landing-document.ts'
import { linkedPayment, type LinkedPayment } from './linked-payment.ts'
import { noteOpening } from './note-opening.ts'
import { page } from './page.ts'

type Html = ReturnType<typeof html>

/**
 * The page behind `redirectUrl`, without a session: in browsers the landing page, and where there is
 * none, where its script does not run and for whoever asks for it, a plain page.
 */
export function paymentPage(services: Services, pages?: WebPages): Hono {
  const app = new Hono()
  app.get('/', async ({ req }) => {
    const found = await linkedPayment(services, req.query('token'))
    noteOpening(services, req.raw, found)
    const wantsLandingPage =
      req.query('plain') === undefined && /\btext\/html\b/.test(req.header('accept') ?? '')
    const landingPage =
      pages && wantsLandingPage ? await landingDocument(services, pages, found) : undefined
    return landingPage ?? (found ? show(services, found) : unknownLink())
  })
  app.post('/', async ({ req }) => {
    const found = await linkedPayment(services, req.query('token'))
    if (!found) return unknownLink()
    const form = await readForm(req.raw)
    const action = form.get('action')
    if (action === 'fail-authentication') return failAuthentication(services, found, form)
    return action === 'reject'
      ? done(services, found, await rejectAs(services, found.payment), form)
      : approve(services, found, form)
  })
  return app
}

/** Why somebody cannot pay: no more than the real page says of who is too young. */
const PAYER_IN_WORDS = {
  customerNotFound:
    'Nobody in this test environment has that phone number. Choose one of those listed.',
  customerCannotPay: 'The payment cannot be made with this phone number.',
  noCards: 'That customer has no card for this payment.',
  cardNotFound: 'That customer does not have this card. Choose another.',
  cardNotAccepted: 'The merchant does not take this card. Choose another.',
} as const satisfies Record<PayerRefusal, string>

async function approve(
  services: Services,
  found: LinkedPayment,
  form: URLSearchParams,
): Promise<Response> {
  const { payment, salesUnit } = found
  const payer = payerOf(services, salesUnit, payment, wishOf(found, form))
  if ('refusal' in payer) {
    return show(services, found, { ...inputOf(form), message: PAYER_IN_WORDS[payer.refusal] })
  }
  const result = await approveAs(services, salesUnit, payment, payer)
  return done(services, found, result, form, whyNot(result, payer.card))
}

async function failAuthentication(
  services: Services,
  found: LinkedPayment,
  form: URLSearchParams,
): Promise<Response> {
  const result = await failAuthenticationAs(services, found.payment)
  return done(services, found, result, form, whyNot(result))
}

/** A card form asks for no phone number. */
function wishOf(
  { payment, salesUnit }: LinkedPayment,
  form: URLSearchParams,
): { readonly phoneNumber?: string; readonly card: string | undefined } {
  const card = form.get('card') || undefined
  if (payment.terms.method === 'CARD') return { card }
  const typed = form.get('phoneNumber') ?? ''
  const phoneNumber = parseTypedPhoneNumber(typed, COUNTRY_CODE_OF_MARKET[salesUnit.market])
  return { phoneNumber: phoneNumber ?? typed, card }
}

/** What comes back with a form that has to be filled in once more. */
interface Input {
  readonly message?: string
  readonly phoneNumber?: string
  readonly card?: string
}

function inputOf(form: URLSearchParams): Input {
  return { phoneNumber: form.get('phoneNumber') ?? '', card: form.get('card') ?? '' }
}

/** Back to the merchant, the same way for every end; or on with what the payment still needs. */
async function done(
  services: Services,
  found: LinkedPayment,
  result: ActionResult,
  form: URLSearchParams,
  why?: string,
): Promise<Response> {
  const payment = result.payment ?? found.payment
  const input = inputOf(form)
  if (why !== undefined) {
    const another = payment.state === 'CREATED' ? ' Try again, or choose another card.' : ''
    return show(services, { ...found, payment }, { ...input, message: `${why}${another}` })
  }
  const { returnUrl } = payment.terms
  if ('refusal' in result || returnUrl === undefined || payment.state === 'CREATED') {
    return show(services, { ...found, payment }, input)
  }
  return new Response(null, { status: 303, headers: { Location: browserUrl(returnUrl) } })
}

function show(
  services: Services,
  { payment, salesUnit }: LinkedPayment,
  input: Input = {},
): Promise<Response> {
  const { amount, description, receiptUrl } = payment.terms
  const content = html`
    <p class="merchant">${salesUnit.name}</p>
    <p class="amount">${amountInWords(amount)}</p>
    ${description === undefined ? '' : html`<p>${description}</p>`}
    <p class="quiet">Reference ${payment.reference}, merchant ${payment.msn}</p>
    ${receiptUrl === undefined ? '' : html`<p><a href="${browserUrl(receiptUrl)}">Receipt</a></p>`}
    ${input.message === undefined ? '' : html`<p class="problem" role="alert">${input.message}</p>`}
    ${payment.state === 'CREATED' ? nextStep(services, payment, salesUnit, input) : endOf(payment)}
  `
  return page(`Pay ${salesUnit.name}`, content, input.message === undefined ? 200 : 422)
}

type Waiting = Extract<Payment, { state: 'CREATED' }>

/** What the customer can do now. */
function nextStep(services: Services, payment: Waiting, salesUnit: SalesUnit, input: Input): Html {
  const { terms } = payment
  if (payment.processing) return html`<p role="status">${noticeOf(payment)}</p>`
  const customers = services.directory.customers.filter(({ market }) => market === salesUnit.market)
  const [first] = customers
  if (payment.authenticatingUntil !== undefined) {
    const phoneNumber = input.phoneNumber || terms.customerPhoneNumber || first?.phoneNumber || ''
    return authenticationStep({ phoneNumber, card: input.card ?? '' })
  }
  return html`
    ${legalLinks(terms.legalLinks)}
    ${
      terms.method === 'CARD'
        ? cardForm(payment, first?.cards ?? [])
        : paymentForm(payment, isForStrangers(services) ? [] : customers, input)
    }
    <p class="quiet">
      Valid until
      <time datetime="${formatInstant(payment.expiresAt)}">${inWords(payment.expiresAt)}</time>
    </p>
  `
}

/** Where strangers may have links, nobody's number is told to them. */
function isForStrangers({ configuration }: Services): boolean {
  return configuration.adminToken !== undefined
}

/** What the customer accepts by approving. */
function legalLinks({ termsOfSaleUrl, privacyPolicyUrl }: LegalLinks = {}): Html | string {
  const links = [
    [termsOfSaleUrl, 'terms of sale'],
    [privacyPolicyUrl, 'privacy policy'],
  ].filter(([url]) => url !== undefined)
  if (links.length === 0) return ''
  return html`<p>
    By approving you accept the merchant's
    ${links.map(([url, name], index) => html`${index > 0 ? ' and ' : ''}<a href="${browserUrl(url ?? '')}">${name}</a>`)}.
  </p>`
}

function paymentForm({ terms }: Waiting, customers: readonly TestCustomer[], input: Input): Html {
  const known = terms.customerPhoneNumber
  const prefilled = input.phoneNumber ?? known ?? customers[0]?.phoneNumber ?? ''
  const cards = customers[0]?.cards.filter((card) => acceptsCard(terms, card)) ?? []
  return html`
    <form method="post">
      <label for="phone">Phone number</label>
      <input
        id="phone"
        name="phoneNumber"
        type="tel"
        autocomplete="tel"
        list="customers"
        required
        value="${prefilled}"
      />
      <datalist id="customers">
        ${customers.map(
          (customer) => html`<option value="${customer.phoneNumber}">${nameOf(customer)}</option>`,
        )}
      </datalist>
      <label for="card">Card</label>
      <select id="card" name="card">
        <option value="">The first that works</option>
        ${cardOptions(cards)}
      </select>
      <div class="buttons">
        <button name="action" value="approve">Approve</button>
        <button name="action" value="reject" class="second" formnovalidate>Reject</button>
      </div>
    </form>
  `
}

const END_IN_WORDS = {
  AUTHORIZED: 'This payment is approved.',
  ABORTED: 'This payment was rejected.',
  EXPIRED: 'This payment has expired: nobody approved it in time.',
  TERMINATED: 'The merchant has cancelled this payment.',
} as const

function endOf(payment: Exclude<Payment, { state: 'CREATED' }>): Html {
  const { returnUrl } = payment.terms
  return html`
    <p role="status"><strong>${END_IN_WORDS[payment.state]}</strong></p>
    ${
      returnUrl === undefined
        ? ''
        : html`<p><a href="${browserUrl(returnUrl)}">Back to the merchant</a></p>`
    }
  `
}

function amountInWords({ currency, value }: Payment['terms']['amount']): string {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).format(value / 100)
}

function inWords(at: Instant): string {
  const format = { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' } as const
  return `${new Intl.DateTimeFormat('en-GB', format).format(at)} UTC`
}

function unknownLink(): Promise<Response> {
  return page(
    'Unknown link',
    html`<p role="alert"><strong>There is no payment behind this link.</strong></p>
      <p>It may have been copied in part, or the environment may have been reset since.</p>`,
    404,
  )
}
