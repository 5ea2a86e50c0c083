import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { ADA } from './phone.ts'

const UNIT = '456789'

/** Puts things into the cart, by their names on the first page. */
export async function fillCart(
  page: Page,
  shop: string,
  ...names: readonly string[]
): Promise<void> {
  for (const name of names) {
    await page.goto(shop)
    await page.getByRole('button', { name: `Add to cart: ${name}` }).click()
    await page.getByRole('heading', { level: 1, name: 'Cart' }).waitFor()
  }
}

/** Goes from the cart through the checkout, as far as the button that pays. */
export async function fillCheckout(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'To the checkout' }).click()
  await page.getByLabel('Name').fill('Ada Lovelace')
  await page.getByLabel('E-mail').fill('ada@example.com')
  if ((await page.getByLabel('Street').count()) > 0) {
    await page.getByLabel('Street').fill('Storgata 1')
    await page.getByLabel('Postcode').fill('0155')
    await page.getByLabel('City').fill('Oslo')
  }
  await page.getByRole('checkbox').check()
}

/** Buys, and waits for the page behind the payment's link. */
export async function buy(page: Page, shop: string, ...names: readonly string[]): Promise<void> {
  await fillCart(page, shop, ...names)
  await fillCheckout(page)
  await page.getByRole('button', { name: 'Pay with Vipps' }).click()
  await landed(page)
}

/** Waits until the customer has been led on to the payment. */
export async function landed(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel' }).waitFor()
}

/** The number of the order that a page of the shop shows. */
export async function orderNumber(page: Page): Promise<string> {
  const text = await page
    .getByText(/^Order [2-9A-Z]{8}$/)
    .first()
    .innerText()
  return text.slice('Order '.length)
}

/** Approves the newest payment of the shop, as the customer would on the phone. */
export async function approveNewest(provider: string, msn = UNIT): Promise<void> {
  const list = await fetch(`${provider}/_kvitt/v1/payments?msn=${msn}&limit=1`)
  const { payments } = (await list.json()) as { payments: readonly { reference: string }[] }
  const path = `/_kvitt/v1/payments/${msn}/${payments[0]?.reference}/approve`
  const body = JSON.stringify({ phoneNumber: ADA })
  const answer = await fetch(`${provider}${path}`, { method: 'POST', body })
  assert.equal(answer.status, 200, await answer.text())
}

/** Signs in to the back room and opens an order there. */
export async function openBackRoom(
  page: Page,
  { url, password }: { readonly url: string; readonly password: string },
  number: string,
): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: number }).click()
  await page.getByRole('heading', { level: 1, name: `Order ${number}` }).waitFor()
}
