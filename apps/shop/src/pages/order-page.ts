import { filesIn } from '../basket.ts'
import { kroner } from '../money.ts'
import type { ShopOrder } from '../open-orders.ts'
import { mayDownload, mayHandOver, type Stage } from '../stage.ts'
import { linesOf } from './checkout-page.ts'
import { sums } from './goods-pages.ts'
import { html, type Html } from './html.ts'
import { page } from './layout.ts'

/** How often a page looks again while something is on its way. */
const LOOK_AGAIN_SECONDS = 2

export interface OrderParts {
  readonly order: ShopOrder
  readonly stage: Stage
  /** Whether the payment server has not answered, so that this is what was known last. */
  readonly isSilent: boolean
}

/** An order, in whatever browser somebody opens its address. */
export function orderPage({ order, stage, isSilent }: OrderParts): Promise<Response> {
  const isMoving =
    isSilent ||
    stage === 'starting' ||
    stage === 'waiting' ||
    stage === 'cancelling' ||
    (stage === 'reserved' && filesIn(order).some(({ productId }) => !mayDownload(order, productId)))
  const content = html`<div class="split">
    <div>
      ${stateOf(order, stage)}
      ${
        isSilent &&
        html`<p class="note wait" role="status">
          We cannot ask about the payment at the moment. Your order is safe, and this page looks
          again by itself.
        </p>`
      }
      ${downloads(order, stage)} ${delivery(order)}
    </div>
    <section class="sheet" aria-label="Your order">
      <h2>What you bought</h2>
      ${linesOf(order)} ${sums(order)}
    </section>
  </div>`
  return page({
    title: `Order ${order.number}`,
    content,
    ...(isMoving && { refresh: String(LOOK_AGAIN_SECONDS) }),
  })
}

interface StateText {
  readonly mood: 'good-news' | 'wait' | 'bad'
  readonly title: string
  readonly text: string
}

function stateOf(order: ShopOrder, stage: Stage): Html {
  const { mood, title, text } = TEXTS[stage](order)
  return html`<section class="state ${mood}" role="status">
    <p class="eyebrow">Order ${order.number}</p>
    <h1>${title}</h1>
    <p>${text}</p>
    ${whatNext(order, stage)} ${order.isShipped && steps(stage)}
  </section>`
}

const TEXTS: Readonly<Record<Stage, (order: ShopOrder) => StateText>> = {
  starting: () => ({
    mood: 'wait',
    title: 'Your order is kept',
    text: 'The payment has not begun yet, and nothing is charged.',
  }),
  waiting: ({ total }) => ({
    mood: 'wait',
    title: 'Waiting for your approval',
    text: `Approve ${kroner(total)} in Vipps on your phone. This page sees it by itself.`,
  }),
  failed: ({ payment }) => ({
    mood: 'bad',
    title: 'Not paid',
    text:
      payment?.status === 'refused'
        ? 'Vipps could not take this payment, and nothing is charged. Your order is kept: try again in a while.'
        : 'The payment was not approved, and nothing is charged. Your order is kept: try again whenever you like.',
  }),
  reserved: (order) => ({
    mood: 'good-news',
    title: thanks(order.customer),
    text: order.isShipped
      ? `${reservation(order)} You are charged when your parcel is on its way, and not before.`
      : 'Your payment is approved. The files are here in a moment.',
  }),
  paid: (order) => ({
    mood: 'good-news',
    title: order.isShipped && mayHandOver(order) ? 'On its way to you' : thanks(order.customer),
    text: receipt(order),
  }),
  refunded: ({ payment }) => ({
    mood: 'wait',
    title: 'Your money is on its way back',
    text: `${kroner(payment?.sums.refunded ?? 0)} is refunded. Banks take two or three working days, and sometimes ten, to show it.`,
  }),
  cancelling: () => ({
    mood: 'wait',
    title: 'Being cancelled',
    text: 'We are releasing the money. This page sees it by itself.',
  }),
  cancelled: () => ({
    mood: 'bad',
    title: 'Cancelled',
    text: 'This order is cancelled, and you are not charged. What was reserved is free again.',
  }),
}

function reservation({ total, payment }: ShopOrder): string {
  const captured = payment?.sums.captured ?? 0
  const reserved = `${kroner(total - captured)} is reserved.`
  return captured > 0
    ? `${kroner(captured)} is paid for what you can download. ${reserved}`
    : reserved
}

function receipt({ total, payment }: ShopOrder): string {
  const { captured = total, refunded = 0 } = payment?.sums ?? {}
  const rest = captured < total ? ' The rest of your order is cancelled, and not charged.' : ''
  return `${kroner(captured)} is paid${givenBack(refunded)}.${rest}`
}

function givenBack(refunded: number): string {
  return refunded > 0 ? `, and ${kroner(refunded)} of it is refunded` : ''
}

function thanks(customer: ShopOrder['customer']): string {
  const [firstName = ''] = customer?.name.trim().split(/\s+/) ?? []
  return firstName === '' ? 'Thank you' : `Thank you, ${firstName}`
}

function whatNext({ token }: ShopOrder, stage: Stage): Html | undefined {
  if (stage === 'starting' || stage === 'waiting') {
    return html`<p><a class="button pay" href="/orders/${token}/pay">Go on to Vipps</a></p>`
  }
  if (stage !== 'failed') return undefined
  return html`<form method="post" action="/orders/${token}/pay">
    <button class="pay">Pay again with Vipps</button>
  </form>`
}

const STEP_COUNT: Readonly<Partial<Record<Stage, number>>> = { reserved: 2, paid: 3 }

function steps(stage: Stage): Html | undefined {
  const count = STEP_COUNT[stage]
  if (count === undefined) return undefined
  return html`<ol class="steps">
    ${['Ordered', 'Reserved', 'Shipped and paid'].map((step, index) =>
      index < count ? html`<li class="done">${step}</li>` : html`<li>${step}</li>`,
    )}
  </ol>`
}

/** What may be downloaded: when the money is captured, and not when it is only promised. */
function downloads(order: ShopOrder, stage: Stage): Html | undefined {
  const files = filesIn(order)
  if (files.length === 0 || (stage !== 'reserved' && stage !== 'paid')) return undefined
  const content = files.every(({ productId }) => mayDownload(order, productId))
    ? html`<ul class="downloads">
        ${files.map(
          ({ productId, name }) =>
            html`<li>
              <strong>${name}</strong>
              <a class="button" href="/orders/${order.token}/files/${productId}" download>
                Download
              </a>
            </li>`,
        )}
      </ul>`
    : html`<p>They are here in a moment.</p>`
  return html`<section class="sheet">
    <h2>Your files</h2>
    ${content}
  </section>`
}

function delivery({ customer }: ShopOrder): Html | undefined {
  if (!customer) return undefined
  const { name, email, address } = customer
  return html`<section class="sheet">
    <h2>${address ? 'Sent to' : 'Bought by'}</h2>
    <p>
      ${name}<br />
      ${address && html`${address.street}<br />${address.postcode} ${address.city}<br />`}
      <span class="quiet">${email}</span>
    </p>
    <p class="quiet small">Keep the address of this page: it shows your order in any browser.</p>
  </section>`
}

/** Between the shop and the payment: leads on, or waits until it can. */
export function payPage(order: ShopOrder): Promise<Response> {
  const url = order.payment?.redirectUrl
  const title = url === undefined ? 'One moment' : 'On to Vipps'
  const content =
    url === undefined
      ? html`<div class="state wait" role="status">
          <p class="eyebrow">Order ${order.number}</p>
          <h1>Your order is kept</h1>
          <p>
            Vipps does not answer at the moment. Nothing is charged, nothing is lost, and this page
            goes on by itself as soon as it can.
          </p>
          <p><a href="/orders/${order.token}">See the order instead</a></p>
        </div>`
      : html`<div class="state good-news">
          <h1>On to Vipps</h1>
          <p><a class="button pay" href="${url}">Pay with Vipps</a></p>
        </div>`
  // By a header and not by a redirect: the address belongs to somebody else, and a browser that
  // came here by a form follows redirects within the shop alone.
  const refresh = url === undefined ? String(LOOK_AGAIN_SECONDS) : `0; url=${url}`
  return page({ title, content, refresh })
}
