import { html } from './html.ts'
import { page } from './layout.ts'

/** What customers accept before they pay. */
export function termsPage(): Promise<Response> {
  const content = html`<div class="narrow">
    <h1>Terms of sale</h1>
    <p>
      A real shop says here who it is, with its address and organisation number. Hytta is a demo.
    </p>
    <h2>Prices and payment</h2>
    <p>
      Prices are in Norwegian kroner and include value added tax. You pay with Vipps. For what we
      send, the amount is reserved when you order and charged when we ship; for files it is charged
      at once.
    </p>
    <h2>Delivery</h2>
    <p>Parcels leave within two working days. Files can be downloaded as soon as they are paid.</p>
    <h2>If you change your mind</h2>
    <p>
      You have fourteen days to withdraw from the purchase of goods. By downloading a file you agree
      that its delivery begins at once and that this right ends with it.
    </p>
    <h2>If something is wrong</h2>
    <p>Tell us within a reasonable time; you have two years, and five for what is made to last.</p>
    <h2>Refunds</h2>
    <p>You get money back the way you paid. Banks take up to ten days to show it.</p>
    <h2>What we know about you</h2>
    <p>Your name, e-mail and address, to deliver the order and for the accounts; nothing else.</p>
  </div>`
  return page({ title: 'Terms of sale', content })
}
