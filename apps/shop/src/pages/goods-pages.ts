import { QUANTITY_MAX, type Basket } from '../basket.ts'
import { CATALOGUE, SHIPPING, type Product } from '../catalogue.ts'
import { kroner } from '../money.ts'
import type { Offer } from '../offers.ts'
import { html, type Html } from './html.ts'
import { page } from './layout.ts'

/** Everything that is sold. */
export function cataloguePage(cart: Basket): Promise<Response> {
  const banner = html`<section class="hero" aria-labelledby="welcome">
    <img src="/pictures/hero.svg" alt="" />
    <div>
      <div class="wrap">
        <h1 id="welcome">Good things for the cabin</h1>
        <p>
          For feet, hands, tables and long evenings. Sent from the valley, or downloaded at once.
        </p>
      </section>
    </div>
  </div>`
  const content = html`<ul class="goods">
    ${CATALOGUE.map(card)}
  </ul>`
  return page({ title: 'Good things for the cabin', content, banner, cartCount: countOf(cart) })
}

function card(product: Product): Html {
  const { id, name, tagline, price } = product
  return html`<li class="good">
    <a href="/products/${id}" tabindex="-1" aria-hidden="true">
      <img src="/pictures/${id}.svg" alt="" width="400" height="300" loading="lazy" />
    </a>
    <section>
      <h2><a href="/products/${id}">${name}</a></h2>
      <p>${tagline}</p>
      <div class="row">
        <span class="price">${kroner(price)}</span>
        <form method="post" action="/cart/lines">
          <input type="hidden" name="product" value="${id}" />
          <button aria-label="Add to cart: ${name}">Add to cart</button>
        </form>
      </div>
    </section>
  </li>`
}

/** One product. */
export function productPage(product: Product, cart: Basket): Promise<Response> {
  const { id, name, tagline, text, price, delivery } = product
  const arrives =
    delivery === 'parcel'
      ? `Sent by post for ${kroner(SHIPPING)}, charged when it is shipped`
      : 'To download as soon as it is paid'
  const content = html`<div class="split even">
    <img class="shot" src="/pictures/${id}.svg" alt="" width="400" height="300" />
    <div>
      <h1>${name}</h1>
      <p class="quiet">${tagline}</p>
      <p>${text}</p>
      <p class="price">${kroner(price)}</p>
      <form class="buy" method="post" action="/cart/lines">
        <input type="hidden" name="product" value="${id}" />
        <label>How many ${quantitySelect('quantity', 1)}</label>
        <button>Add to cart</button>
      </form>
      <p><span class="tag">${delivery === 'parcel' ? 'By post' : 'Download'}</span></p>
      <p class="quiet small">${arrives}.</p>
    </div>
  </div>`
  return page({ title: name, content, cartCount: countOf(cart) })
}

/** `wrong` is what keeps Express up. */
export function cartPage(cart: Basket, offer: Offer, wrong?: string): Promise<Response> {
  const cartCount = countOf(cart)
  if (cart.lines.length === 0) {
    const content = html`<h1>Your cart is empty</h1>
      <p>The evenings are getting longer, though.</p>
      <p><a class="button" href="/">Look around</a></p>`
    return page({ title: 'Cart', content, cartCount })
  }
  const content = html`<h1>Cart</h1>
    <div class="split">
      <div class="sheet">
        <ul class="lines">
          ${cart.lines.map(({ productId, name, quantity, total }) => {
            const choice = quantitySelect('quantity', quantity, `How many: ${name}`)
            return html`<li>
              <img src="/pictures/${productId}.svg" alt="" />
              <div>
                <strong>${name}</strong>
                <form method="post" action="/cart/lines/${productId}">
                  ${choice}
                  <button class="second">Change</button>
                  <button class="plain" name="remove" value="yes" aria-label="Remove ${name}">
                    Remove
                  </button>
                </form>
              </div>
              <span class="price">${kroner(total)}</span>
            </li>`
          })}
        </ul>
      </div>
      <section class="sheet" aria-label="Sum">
        ${sums(cart)}
        <p><a class="button wide" href="/checkout">To the checkout</a></p>
        ${cart.isShipped && offer.canPay && offer.hasExpress && express(wrong)}
      </section>
    </div>`
  return page({ title: 'Cart', content, cartCount, status: wrong === undefined ? 200 : 422 })
}

/** The short way: what the checkout asks for, the app knows. */
function express(wrong: string | undefined): Html {
  return html`<hr />
    <form method="post" action="/express" novalidate>
      <p class="quiet small">Or at once: choose address and delivery in Vipps.</p>
      ${termsBox('express-terms', wrong)}
      <button class="pay">Buy now with Vipps</button>
    </form>`
}

/**
 * Nobody agrees to terms by not looking: the box is empty until the customer ticks it.
 *
 * @param isFirstWrong whether it is the first thing that whoever has sent the page is to see to
 */
export function termsBox(
  id: string,
  wrong: string | undefined,
  isFirstWrong = wrong !== undefined,
): Html {
  const described = wrong !== undefined && html`aria-invalid="true" aria-describedby="${id}-wrong"`
  return html`<div class="check">
    <input
      type="checkbox"
      id="${id}"
      name="terms"
      value="accepted"
      required
      ${described}
      ${isFirstWrong && html`autofocus`}
    />
    <div>
      <label for="${id}">I have read and accept the <a href="/terms">terms of sale</a>.</label>
      ${wrong !== undefined && html`<span class="wrong" id="${id}-wrong">${wrong}</span>`}
    </div>
  </div>`
}

/** What it all comes to. */
export function sums({ shipping, total }: Pick<Basket, 'shipping' | 'total'>): Html {
  return html`<dl class="sums">
    <dt>Goods</dt>
    <dd>${kroner(total - shipping)}</dd>
    <dt>Postage</dt>
    <dd>${shipping > 0 ? kroner(shipping) : 'none'}</dd>
    <dt class="total">Total</dt>
    <dd class="total">${kroner(total)}</dd>
  </dl>`
}

function quantitySelect(name: string, selected: number, label?: string): Html {
  const counts = Array.from({ length: QUANTITY_MAX }, (_, index) => index + 1)
  const options = counts.map((count) =>
    count === selected ? html`<option selected>${count}</option>` : html`<option>${count}</option>`,
  )
  return label === undefined
    ? html`<select name="${name}">
        ${options}
      </select>`
    : html`<select name="${name}" aria-label="${label}">
        ${options}
      </select>`
}

function countOf({ lines }: Basket): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0)
}
