import { nameOf, type Payment, type SalesUnit, type TestCustomer } from '@kvitt/domain'
import {
  COUNTRY_CODE_OF_MARKET,
  formatInstant,
  parseTypedPhoneNumber,
  type Instant,
} from '@kvitt/values'
import { Hono } from 'hono'
import { html } from 'hono/html'
import { salesUnitOf } from '../directory/directory.ts'
import { approveAs, payerOf, rejectAs, type ActionResult } from '../epayment/customer-action.ts'
import { paymentOfToken } from '../epayment/payment-token.ts'
import { readBody } from '../http/read-body.ts'
import type { Services } from '../services.ts'
import { page } from './page.ts'

type Html = ReturnType<typeof html>

/** The page behind `redirectUrl`: works in any browser, without JavaScript and without a session. */
export function paymentPage(services: Services): Hono {
  const app = new Hono()
  app.get('/', async ({ req }) => {
    const found = await find(services, req.query('token'))
    return found ? show(services, found) : unknownLink()
  })
  app.post('/', async ({ req }) => {
    const found = await find(services, req.query('token'))
    if (!found) return unknownLink()
    const form = new URLSearchParams((await readBody(req.raw)) ?? '')
    return form.get('action') === 'reject'
      ? done(services, found, await rejectAs(services, found.payment))
      : approve(services, found, form)
  })
  return app
}

interface Found {
  readonly payment: Payment
  readonly salesUnit: SalesUnit
}

async function find(services: Services, token: string | undefined): Promise<Found | undefined> {
  const payment = token === undefined ? undefined : await paymentOfToken(services.store, token)
  const salesUnit = payment && salesUnitOf(services.directory, payment.msn)
  return salesUnit && { payment, salesUnit }
}

async function approve(services: Services, found: Found, form: URLSearchParams): Promise<Response> {
  const { payment, salesUnit } = found
  const typed = form.get('phoneNumber') ?? ''
  const phoneNumber = parseTypedPhoneNumber(typed, COUNTRY_CODE_OF_MARKET[salesUnit.market])
  const card = form.get('card') || undefined
  const payer = payerOf(services, salesUnit, payment, { phoneNumber: phoneNumber ?? typed, card })
  if ('refusal' in payer) {
    const message =
      payer.refusal === 'customerNotFound'
        ? 'Nobody in this test environment has that phone number. Choose one of those listed.'
        : 'That customer does not have this card. Choose another.'
    return show(services, found, { message, phoneNumber: typed })
  }
  return done(services, found, await approveAs(services, salesUnit, payment, payer), typed)
}

/** Back to the merchant, the same way for every end; or once more when a card was refused. */
async function done(
  services: Services,
  found: Found,
  result: ActionResult,
  phoneNumber?: string,
): Promise<Response> {
  const payment = result.payment ?? found.payment
  if ('refusal' in result && result.refusal === 'cardDeclined') {
    const message = 'The card was declined. Choose another card.'
    return show(services, found, { message, phoneNumber: phoneNumber ?? '' })
  }
  const { returnUrl } = payment.terms
  if ('refusal' in result || returnUrl === undefined) {
    return show(services, { ...found, payment })
  }
  return new Response(null, { status: 303, headers: { Location: absolute(returnUrl) } })
}

/**
 * Where a browser is sent: the `returnUrl` as it is, as far as a header can carry it. A test
 * environment accepts one without scheme, which a browser would take for a path.
 */
function absolute(returnUrl: string): string {
  const ascii = returnUrl.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent)
  return /^[a-z][a-z0-9+.-]*:/i.test(ascii) ? ascii : `https://${ascii}`
}

function show(
  services: Services,
  { payment, salesUnit }: Found,
  input: { readonly message?: string; readonly phoneNumber?: string } = {},
): Promise<Response> {
  const { amount, description } = payment.terms
  const content = html`
    <p class="merchant">${salesUnit.name}</p>
    <p class="amount">${amountInWords(amount)}</p>
    ${description === undefined ? '' : html`<p>${description}</p>`}
    <p class="quiet">Reference ${payment.reference}, merchant ${payment.msn}</p>
    ${
      payment.state === 'CREATED'
        ? paymentForm(services, payment, salesUnit, input)
        : endOf(payment)
    }
  `
  return page(`Pay ${salesUnit.name}`, content, input.message === undefined ? 200 : 422)
}

function paymentForm(
  { directory }: Services,
  payment: Extract<Payment, { state: 'CREATED' }>,
  salesUnit: SalesUnit,
  input: { readonly message?: string; readonly phoneNumber?: string },
): Html {
  const customers = directory.customers.filter(({ market }) => market === salesUnit.market)
  const known = payment.terms.customerPhoneNumber
  const prefilled = input.phoneNumber ?? known ?? customers[0]?.phoneNumber ?? ''
  return html`
    ${input.message === undefined ? '' : html`<p class="problem" role="alert">${input.message}</p>`}
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
        ${cardsOf(customers).map(
          ({ name, lastFour, declined }) =>
            html`<option value="${name}">
              ${name} •••• ${lastFour}${declined === undefined ? '' : ` (${declined})`}
            </option>`,
        )}
      </select>
      <div class="buttons">
        <button name="action" value="approve">Approve</button>
        <button name="action" value="reject" class="second" formnovalidate>Reject</button>
      </div>
    </form>
    <p class="quiet">
      Valid until
      <time datetime="${formatInstant(payment.expiresAt)}">${inWords(payment.expiresAt)}</time>
    </p>
  `
}

function cardsOf(customers: readonly TestCustomer[]): TestCustomer['cards'] {
  return customers[0]?.cards ?? []
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
        : html`<p><a href="${absolute(returnUrl)}">Back to the merchant</a></p>`
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
