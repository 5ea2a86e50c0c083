import type { ChecklistNumber } from './report/checklist-report.ts'

/** What the letters of the numbers stand for. */
export const GROUPS: Readonly<Record<string, string>> = {
  E: 'Endpoints',
  Q: 'Quality assurance',
  P: 'Pitfalls',
  F: 'Questions that merchants ask',
  S: 'Customer service',
  N: 'Newer rules',
}

/**
 * Every requirement on a merchant's system that the checklist numbers, in its order. What has a
 * reason beside it is proved by no test; everything else has one, named by its number.
 */
export const NUMBERS: readonly ChecklistNumber[] = [
  { number: 'E-1', title: 'Creates payments, and repeats a lost one with the same key' },
  { number: 'E-2', title: 'Reads a payment on return, after each webhook and by polling' },
  {
    number: 'E-3',
    title: 'Shows employees the events of an order, failed ones too',
  },
  { number: 'E-4', title: 'Cancels before approval, after it, and the rest after a part' },
  { number: 'E-5', title: 'Captures in full and in part' },
  { number: 'E-6', title: 'Refunds in full and in part' },
  { number: 'E-7', title: 'Uses every endpoint' },

  { number: 'Q-1', title: 'Handles every state and event' },
  {
    number: 'Q-2',
    title: 'Ends the same when events come twice, late, out of order or not at all',
  },
  {
    number: 'Q-3',
    title: 'Logs every error so that it can be found and explained',
  },
  { number: 'Q-4', title: 'Shows errors understandably to customers and employees' },
  { number: 'Q-5', title: 'Says who calls on every request' },
  { number: 'Q-6', title: 'Adds a receipt to each payment' },
  { number: 'Q-7', title: 'Counts only a success as done, and reads before it repeats' },

  { number: 'P-1', title: 'Has useful references' },
  { number: 'P-2', title: 'Numbers further attempts of the same order' },
  { number: 'P-3', title: 'Relies neither on redirects nor on webhooks' },
  { number: 'P-4', title: 'Polls as the guidelines say' },
  { number: 'P-5', title: 'Takes webhooks in, verified, once, and believes none' },
  { number: 'P-6', title: 'Returns customers in whatever browser' },
  { number: 'P-7', title: 'Shows success, failure and waiting at the same address' },
  { number: 'P-8', title: 'Works when customers return before the webhook, after it, or never' },
  {
    number: 'P-9',
    title: 'Follows the design guidelines',
    manual:
      'Names and labels are held by test/shop/wording.test.ts; whether buttons, logos and colours are the official ones is for a person to see.',
  },
  { number: 'P-10', title: 'Opens the payment page as it is, in the browser itself' },
  {
    number: 'P-11',
    title: 'Gives customer service all it needs, without a portal',
  },

  { number: 'F-1', title: 'Knows why payments fail, and invents no reason' },
  { number: 'F-2', title: 'Handles failures whose reason is not disclosed' },
  { number: 'F-3', title: 'Captures no more than was reserved, shipping included' },
  { number: 'F-4', title: 'Has no rounding surplus' },
  {
    number: 'F-5',
    title: 'Is not used with a Vippsnummer in a webshop',
    manual:
      'A Vippsnummer has no API keys, so nothing here can use one; the guide of the payment server says what to order instead.',
  },
  { number: 'F-6', title: 'Has Express that does not fail for slow answers' },
  { number: 'F-7', title: 'Reserves, and captures when goods are shipped' },
  { number: 'F-8', title: 'Assumes nothing about when a sales unit captures' },
  {
    number: 'F-9',
    title: 'Refunds an order, and a line of it',
  },
  { number: 'F-10', title: 'Releases the rest after the last part' },
  {
    number: 'F-11',
    title: 'Finds orders, and repairs those of which no webhook came',
  },
  { number: 'F-12', title: 'Waits as long as the customer may approve' },
  { number: 'F-13', title: 'Handles an approval that crosses a cancellation' },
  { number: 'F-14', title: 'Says when the money is paid out' },
  { number: 'F-15', title: 'Says how long a refund takes' },
  { number: 'F-16', title: 'Imports settlements and reconciles them' },
  { number: 'F-17', title: 'Warns before the guarantee of a reservation ends' },
  {
    number: 'F-18',
    title: 'Captures after the guarantee as a new attempt that may fail',
  },
  { number: 'F-19', title: 'Derives no status from age' },
  {
    number: 'F-20',
    title: 'Says who lets people into the portal',
    manual: 'An administrator of the merchant adds users in the portal; no API does.',
  },
  { number: 'F-21', title: 'Diagnoses a 401, and renews the token once' },
  { number: 'F-22', title: 'Takes a 500 for an unknown result' },
  { number: 'F-23', title: 'Diagnoses webhooks that do not come' },
  {
    number: 'F-24',
    title: 'Hides the method when the sales unit is deactivated',
  },
  {
    number: 'F-25',
    title: 'Is tested in production with 2 NOK',
  },

  { number: 'S-1', title: 'Orders are found by whatever is known of them' },
  { number: 'S-2', title: 'State, amounts, method, times and deadlines are seen' },
  { number: 'S-3', title: 'The event history is seen, newest first' },
  { number: 'S-4', title: 'Errors are seen and understood' },
  {
    number: 'S-5',
    title: 'Captures, cancels and refunds, and it is kept who and why',
  },
  { number: 'S-6', title: 'Re-reads on demand, and says when it was last read' },
  { number: 'S-7', title: 'Sees receipts that were sent' },
  { number: 'S-8', title: 'Sees the webhooks of an order' },
  { number: 'S-9', title: 'Answers where a refund or payout is' },
  { number: 'S-10', title: 'Has roles that read, handle and administer' },
  { number: 'S-11', title: 'Handles customers who paid twice' },
  {
    number: 'S-12',
    title: 'Records refunds that were made otherwise',
  },
  { number: 'S-13', title: 'Chooses the sales unit by itself' },
  { number: 'S-14', title: 'Needs no portal for normal work' },

  { number: 'N-1', title: 'Customers accept terms before a payment is created' },
  { number: 'N-2', title: 'Says that a customer is present' },
  { number: 'N-3', title: 'Takes customers of other Nordic countries' },
  {
    number: 'N-4',
    title: 'Releases the rest as soon as it is known not to be used',
  },
  {
    number: 'N-5',
    title: 'Looks at what was captured before goods are handed over',
  },
  { number: 'N-6', title: 'Takes an unsuccessful event for nothing done' },
  { number: 'N-7', title: 'Keeps secrets out of browsers and of the source' },
  { number: 'N-8', title: 'Rotates keys without downtime' },
  { number: 'N-9', title: 'Uses a token for its full life' },
  { number: 'N-10', title: 'Waits for what is locked, with the same key' },
  { number: 'N-11', title: 'Never calls a phone number wrong that has no app' },
]
