import { html } from 'hono/html'

/** Who is being authenticated, and the card that is charged when that succeeds. */
export interface Authenticated {
  readonly phoneNumber: string
  readonly card: string
}

/** The step between the choice of a card and its charge: in reality the issuer's own page. */
export function authenticationStep({ phoneNumber, card }: Authenticated): ReturnType<typeof html> {
  return html`
    <h2>3-D Secure</h2>
    <p>The card's issuer asks who you are. Nothing is checked here: choose how it ends.</p>
    <form method="post">
      <input type="hidden" name="phoneNumber" value="${phoneNumber}" />
      <input type="hidden" name="card" value="${card}" />
      <div class="buttons">
        <button name="action" value="approve">Confirm that it is me</button>
        <button name="action" value="fail-authentication" class="second">Fail</button>
      </div>
    </form>
  `
}
