import { basketInWords } from '../basket.ts'
import { kroner } from '../money.ts'
import type { ShopOrder } from '../open-orders.ts'
import { linesOf } from '../pages/checkout-page.ts'
import { sums } from '../pages/goods-pages.ts'
import { html, type Html } from '../pages/html.ts'
import { page, type PageParts } from '../pages/layout.ts'
import { newKey } from '../payment-server.ts'
import { mayHandOver, stageOf, type Stage } from '../stage.ts'

const WORDS: Readonly<Record<Stage, readonly [words: string, mood: string]>> = {
  starting: ['Not begun', 'wait'],
  waiting: ['Waiting for the customer', 'wait'],
  failed: ['Not paid', 'bad'],
  reserved: ['Reserved', 'wait'],
  paid: ['Paid', 'good-news'],
  refunded: ['Refunded', ''],
  cancelling: ['Being cancelled', 'wait'],
  cancelled: ['Cancelled', ''],
}

/** What is wrong with a payment, for whoever packs parcels. */
const ATTENTION: Readonly<Record<string, string>> = {
  createRefused: 'The payment could not be made.',
  captureRefused: 'The capture was refused: hand nothing over.',
  refundRefused: 'The refund was refused: settle with the customer otherwise.',
  cancelRefused: 'The cancellation was refused, and something is still reserved.',
  intentDelayed: 'The provider puts a change off; it is kept up.',
  guaranteeEnding: 'Ship soon: the guarantee of the reservation is about to end.',
  reservationEnding: 'Ship now: the reservation is about to be released.',
  paidTwice: 'The customer paid twice; one payment is released by itself.',
}

export function signInPage(wrong?: string, status: PageParts['status'] = 200): Promise<Response> {
  const content = html`<div class="narrow">
    <h1>Back room</h1>
    <p>Where parcels are packed. The password was said when the shop was started.</p>
    ${wrong !== undefined && html`<p class="note bad" role="alert">${wrong}</p>`}
    <form class="sheet" method="post" action="/back-room/sign-in">
      <p>
        <label>
          Password
          <input type="password" name="password" autocomplete="current-password" required />
        </label>
      </p>
      <p><button>Sign in</button></p>
    </form>
  </div>`
  return page({ title: 'Back room', content, status })
}

export function ordersPage(orders: readonly ShopOrder[]): Promise<Response> {
  const table = html`<div class="sheet">
    <div class="scroll" tabindex="0" role="region" aria-label="Orders">
      <table>
        <thead>
          <tr>
            <th scope="col">Order</th>
            <th scope="col">Customer</th>
            <th scope="col">Bought</th>
            <th scope="col" class="number">Total</th>
            <th scope="col">Payment</th>
          </tr>
        </thead>
        <tbody>
          ${orders.map(
            (order) =>
              html`<tr>
                <td><a href="/back-room/orders/${order.number}">${order.number}</a></td>
                <td>${order.customer?.name ?? 'Express'}</td>
                <td>${basketInWords(order)}</td>
                <td class="number">${kroner(order.total)}</td>
                <td>${pill(order)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </div>`
  const content = html`<h1>Back room</h1>
    ${
      orders.length === 0
        ? html`<p>No orders yet. <a href="/">Buy something</a>, and it is here.</p>`
        : table
    }`
  return page({ title: 'Back room', content })
}

function pill(order: ShopOrder): Html {
  const [words, mood] = WORDS[stageOf(order.payment)]
  const needsSomebody = (order.payment?.attention.length ?? 0) > 0
  return html`<span class="pill ${needsSomebody ? 'bad' : mood}">
    ${needsSomebody ? 'Look at it' : words}
  </span>`
}

export interface BackRoomOrder {
  readonly order: ShopOrder
  /** What came of what was asked for, or what keeps it up. */
  readonly said?: { readonly words: string; readonly mood: 'good-news' | 'wait' | 'bad' }
  readonly status?: PageParts['status']
}

export function backRoomOrderPage({ order, said, status }: BackRoomOrder): Promise<Response> {
  const { number, payment, customer } = order
  const isMoving = (payment?.pending.length ?? 0) > 0 && said === undefined
  const content = html`<p><a href="/back-room">All orders</a></p>
    <h1>Order ${number}</h1>
    <p>
      ${pill(order)} <span class="quiet">${customer && `${customer.name}, ${customer.email}`}</span>
    </p>
    ${said && html`<p class="note ${said.mood}" role="status">${said.words}</p>`}
    ${
      isMoving &&
      html`<p class="note wait" role="status">
        A change is on its way to the provider. It will not be lost; hand nothing over before it is
        done.
      </p>`
    }
    ${payment?.attention.map(
      ({ kind, code }) =>
        html`<p class="note bad">
          ${ATTENTION[kind] ?? kind} ${code !== undefined && html`<small>(${code})</small>`}
        </p>`,
    )}
    <div class="split">
      <div>${money(order)} ${contents(order)}</div>
      <section class="sheet actions" aria-label="What to do">${actions(order)}</section>
    </div>`
  return page({
    title: `Order ${number}`,
    content,
    ...(status !== undefined && { status }),
    ...(isMoving && { refresh: '3' }),
  })
}

function money({ payment, total }: ShopOrder): Html {
  const { captured = 0, refunded = 0, cancelled = 0, authorized = 0 } = payment?.sums ?? {}
  const kept = captured - refunded
  const reserved = Math.max(authorized - captured - cancelled, 0)
  const width = (amount: number): number => Math.round((amount / total) * 1_000)
  return html`<section class="sheet">
    <h2>Money</h2>
    <svg
      class="bar"
      viewBox="0 0 1000 16"
      preserveAspectRatio="none"
      width="100%"
      aria-hidden="true"
    >
      <rect width="${width(kept)}" height="16" fill="#1f4a3d" />
      <rect x="${width(kept)}" width="${width(refunded)}" height="16" fill="#c98f7c" />
      <rect x="${width(captured)}" width="${width(reserved)}" height="16" fill="#9db8a4" />
    </svg>
    <dl class="facts">
      <dt>Ordered</dt>
      <dd>${kroner(total)}</dd>
      <dt>Reserved</dt>
      <dd>${kroner(reserved)}</dd>
      <dt>Captured</dt>
      <dd>${kroner(captured)}</dd>
      <dt>Refunded</dt>
      <dd>${kroner(refunded)}</dd>
      <dt>Reference</dt>
      <dd>${payment?.reference ?? 'none yet'}</dd>
    </dl>
  </section>`
}

function contents(order: ShopOrder): Html {
  const { name, address } = order.customer ?? {}
  return html`<section class="sheet">
    <h2>${order.isShipped ? 'Parcel' : 'Files'}</h2>
    ${linesOf(order)} ${sums(order)}
    ${
      address &&
      html`<p class="quiet">${name}, ${address.street}, ${address.postcode} ${address.city}</p>`
    }
  </section>`
}

/** What may be done now. Each form has a key of its own: pressed twice, it is done once. */
function actions(order: ShopOrder): Html {
  const { number, isShipped, payment } = order
  const { capturable = 0, refundable = 0, captured = 0 } = payment?.sums ?? {}
  const isPaid = mayHandOver(order)
  const isOpen = stageOf(payment) === 'waiting' || capturable > 0
  const parts = [
    isPaid &&
      html`<p class="note good-news">
        ${isShipped ? 'Paid: hand the parcel over.' : 'Paid: the customer has the files.'}
      </p>`,
    capturable > 0 &&
      html`<form method="post" action="/back-room/orders/${number}/ship">
        <p class="quiet small">Packed? This captures ${kroner(capturable)}. Then hand it over.</p>
        <button>Ship and capture</button>
      </form>`,
    isOpen &&
      html`<form method="post" action="/back-room/orders/${number}/cancel">
        <button class="second">Cancel the order</button>
      </form>`,
    refundable > 0 && refundForm(order, refundable),
  ].filter((part) => part !== false)
  if (parts.length === 0) {
    return html`<p class="quiet">
      ${captured > 0 ? 'Everything is settled.' : 'Nothing to do before the customer has paid.'}
    </p>`
  }
  return html`${parts}`
}

function refundForm({ number }: ShopOrder, refundable: number): Html {
  return html`<form method="post" action="/back-room/orders/${number}/refund">
    <input type="hidden" name="key" value="${newKey()}" />
    <label>
      Refund, in kroner
      <input
        name="amount"
        inputmode="decimal"
        placeholder="at most ${kroner(refundable)}"
        required
      />
    </label>
    <label>
      Why
      <input name="reason" maxlength="100" placeholder="one sock had a hole" required />
    </label>
    <button class="danger">Refund</button>
  </form>`
}
