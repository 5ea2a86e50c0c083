import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Merchant } from './merchant.ts'

export const ADA = '4712345678'
export const KARI = '4796844569'
export const OLA = '4747753942'
/** Not yet fifteen. */
export const NORA = '4740000014'

const MSN = '123456'

export interface Created {
  readonly reference: string
  readonly redirectUrl?: string
}

/** Creates a payment of NOK 499 that is sent to a customer's phone at once, unless told otherwise. */
export async function pushed(
  merchant: Merchant,
  reference: string,
  changes: object = {},
): Promise<Created> {
  const payment = {
    amount: { currency: 'NOK', value: 49_900 },
    paymentMethod: { type: 'WALLET' },
    reference,
    userFlow: 'PUSH_MESSAGE',
    customer: { phoneNumber: ADA },
    paymentDescription: 'One pair of socks',
    ...changes,
  }
  const answer = await merchant.post('', payment, reference)
  assert.equal(answer.status, 201, await answer.clone().text())
  return { reference, ...((await answer.json()) as object) }
}

/** What makes it a payment of a web shop instead. */
export const ON_THE_WEB = {
  userFlow: 'WEB_REDIRECT',
  returnUrl: 'https://shop.example/orders/1?from=payment',
  customer: undefined,
}

export function phoneAt(url: string, phoneNumber: string = ADA): string {
  return `${url}/phone/${phoneNumber}`
}

export function paymentAt(url: string, reference: string, phoneNumber: string = ADA): string {
  return `${phoneAt(url, phoneNumber)}/payments/${MSN}/${reference}`
}

export async function stateOf(merchant: Merchant, reference: string): Promise<unknown> {
  return Object(await (await merchant.get(reference)).json()).state
}

/** Presses the button that approves, whatever the sum. */
export async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Approve / }).click()
}

/** Waits until the phone says so in its headline. */
export async function headline(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
