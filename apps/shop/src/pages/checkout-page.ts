import { filesIn, type Basket } from '../basket.ts'
import { kroner } from '../money.ts'
import type { Offer } from '../offers.ts'
import { sums, termsBox } from './goods-pages.ts'
import { html, type Html } from './html.ts'
import { page } from './layout.ts'

/** What somebody has typed, by field; and what is wrong with it, likewise. */
export interface CheckoutForm {
  readonly values: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
}

export function checkoutPage(cart: Basket, form: CheckoutForm, offer: Offer): Promise<Response> {
  const isWrong = Object.keys(form.errors).length > 0
  const content = html`<h1>Checkout</h1>
    ${
      isWrong &&
      html`<p class="note bad" role="alert">Almost there: something below is missing.</p>`
    }
    <form method="post" action="/checkout" novalidate>
      <div class="split">
        <div>
          <section class="sheet">
            <h2>${cart.isShipped ? 'Where shall it go?' : 'Who are you?'}</h2>
            <div class="fields">
              ${field(form, 'name', 'Name', 'name')} ${field(form, 'email', 'E-mail', 'email')}
              ${
                cart.isShipped &&
                html`${field(form, 'street', 'Street and number', 'street-address')}
                  <div class="third">${field(form, 'postcode', 'Postcode', 'postal-code')}</div>
                  <div class="rest">${field(form, 'city', 'City', 'address-level2')}</div>`
              }
            </div>
          </section>
          <section class="sheet">
            <h2>Payment</h2>
            ${offer.canPay ? payment(cart, form) : NO_PAYMENT}
          </section>
        </div>
        <section class="sheet" aria-label="Your order">
          <h2>Your order</h2>
          ${linesOf(cart)} ${sums(cart)}
        </section>
      </div>
    </form>`
  return page({ title: 'Checkout', content, status: isWrong ? 422 : 200 })
}

function payment(cart: Basket, { errors }: CheckoutForm): Html {
  return html`<p>With Vipps, on your phone. ${whenCharged(cart)}</p>
    ${termsBox('terms', errors['terms'], Object.keys(errors)[0] === 'terms')}
    <button class="pay">Pay with Vipps</button>`
}

function whenCharged(cart: Basket): string {
  const hasFiles = filesIn(cart).length > 0
  if (!cart.isShipped) return 'The amount is charged at once, and the files are yours at once.'
  return hasFiles
    ? 'Your files are charged and yours at once. The rest is reserved now and charged when your parcel is on its way.'
    : 'The amount is reserved now and charged when your parcel is on its way.'
}

const NO_PAYMENT = html`<p class="note wait" role="status">
  Vipps takes no payments for us at the moment. Your cart is kept: look in again in a while.
</p>`

function field({ values, errors }: CheckoutForm, name: string, label: string, fill: string): Html {
  const wrong = errors[name]
  const type = name === 'email' ? 'email' : 'text'
  return html`<div>
    <label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      type="${type}"
      value="${values[name] ?? ''}"
      autocomplete="${fill}"
      maxlength="100"
      required
      ${described(wrong, name)}
      ${Object.keys(errors)[0] === name && html`autofocus`}
    />
    ${wrong !== undefined && html`<span class="wrong" id="${name}-wrong">${wrong}</span>`}
  </div>`
}

function described(wrong: string | undefined, name: string): Html | undefined {
  return wrong === undefined
    ? undefined
    : html`aria-invalid="true" aria-describedby="${name}-wrong"`
}

/** What is bought, without a way to change it. */
export function linesOf({ lines }: Pick<Basket, 'lines'>): Html {
  return html`<ul class="lines">
    ${lines.map(
      ({ productId, name, quantity, total }) =>
        html`<li>
          <img src="/pictures/${productId}.svg" alt="" />
          <div>
            <strong>${name}</strong>
            ${quantity > 1 && html`<span class="quiet">${quantity} of them</span>`}
          </div>
          <span>${kroner(total)}</span>
        </li>`,
    )}
  </ul>`
}
