import { acceptsCard, type Payment, type TestCard } from '@kvitt/domain'
import { html } from 'hono/html'

type Html = ReturnType<typeof html>

/** The form for any card, without the app: test cards stand in for a number, a date and a code. */
export function cardForm({ terms }: Payment, cards: readonly TestCard[]): Html {
  return html`
    <form method="post">
      <label for="card">Test card</label>
      <select id="card" name="card">
        ${cardOptions(cards.filter((card) => acceptsCard(terms, card)))}
      </select>
      <div class="buttons">
        <button name="action" value="approve">Pay</button>
        <button name="action" value="reject" class="second">Cancel</button>
      </div>
    </form>
  `
}

export function cardOptions(cards: readonly TestCard[]): readonly Html[] {
  return cards.map(
    ({ name, lastFour, declined }) =>
      html`<option value="${name}">
        ${name} •••• ${lastFour}${declined === undefined ? '' : ` (${declined})`}
      </option>`,
  )
}
