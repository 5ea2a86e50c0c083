/** Orders in the support console, as employees use it in a browser. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import {
  ADMINISTRATOR,
  placing,
  startPaymentServer,
  type PaymentServer,
} from '../support/payment-server.ts'

describe('orders in the support console', () => {
  let browser: Browser
  let server: PaymentServer

  before(async () => {
    browser = await startBrowser()
    // The guarantee of every reservation ends soon, so that something needs attention.
    server = await startPaymentServer({ warnBeforeHours: 200, releaseRemainder: false })
    for (const number of ['10041', '10042', '10043', '10044']) await server.authorized(number)
    await server.call('POST', '/v1/orders', placing('10045'))
  })

  after(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
  })

  async function signedIn(
    path: string,
    options: BrowserContextOptions = {},
    { name, password }: { readonly name: string; readonly password: string } = ADMINISTRATOR,
  ): Promise<Page> {
    // No page of the console: that would go on by itself once somebody has signed in.
    const page = await openPage(browser, `${server.url}/healthz`, options)
    const cookie = await page.request.post(`${server.url}/console/api/v1/session`, {
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      data: { name, password },
    })
    assert.equal(cookie.status(), 200)
    await page.goto(`${server.url}/console/${path}`)
    return page
  }

  /** Fills in the reason of a dialog, and confirms it. */
  async function confirm(page: Page, button: RegExp): Promise<void> {
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Why').fill('The customer rang')
    await dialog.getByRole('button', { name: button }).click()
    await dialog.waitFor({ state: 'detached' })
  }

  test('are found, captured and refunded in part, and tell who did it and why', async () => {
    const page = await signedIn('orders')
    await page.getByLabel('Order number or reference').fill('acme-shop-10041')
    await page.getByRole('link', { name: '10042' }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: '10041' }).click()
    await page.getByRole('button', { name: 'Capture', exact: true }).click()
    await confirm(page, /^Capture NOK/)
    await page.getByRole('button', { name: 'Refund', exact: true }).click()
    await page.getByRole('dialog').getByText('An amount').click()
    // By the keyboard, over what is there; and with a comma, as in Norway, also in English.
    await page.getByLabel('Amount in NOK').focus()
    await page.keyboard.type('120,50')
    await confirm(page, /^Refund NOK.120\.50/)
    await page.getByText('Partly refunded').waitFor()
    await page.getByText(/^Payout: NOK.499\.00, less fees, is expected/).waitFor()
    await page.getByText('Refund done').waitFor()
    await page.getByText('“The customer rang”').first().waitFor()
    await page.getByText(`Staff ${ADMINISTRATOR.name}`).first().waitFor()
    await server.becomes('10041', 'partiallyRefunded')
    const order = await server.call('GET', '/v1/orders/10041')
    const { captured, refunded } = Object(order['sums'])
    assert.deepEqual([captured, refunded], [49_900, 12_050])
  })

  test('are captured by so much of a line, say what is left, and offer it to who wants more', async () => {
    const page = await signedIn('orders/10042')
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Capture', exact: true }).click()
    await dialog.getByText('By line').click()
    await dialog.getByRole('checkbox', { name: 'Hat' }).check()
    await dialog.getByRole('checkbox', { name: 'Pair of socks' }).check()
    await dialog.getByLabel('How much of Pair of socks').fill('1')
    await confirm(page, /^Capture NOK.349\.00/)
    await page.getByText('Partly captured').waitFor()
    await page.getByText('1 captured · 1 left to capture').waitFor()
    await page.getByRole('button', { name: 'Capture', exact: true }).click()
    await dialog.getByText('An amount').click()
    await dialog.getByLabel('Amount in NOK').fill('1150')
    await dialog.getByText(/^NOK.1,150\.00 is asked for, and NOK.150\.00 is left/).waitFor()
    await dialog.getByRole('button', { name: /^Take NOK.150\.00 instead/ }).click()
    await dialog.getByRole('button', { name: /^Capture NOK.150\.00/ }).waitFor()
  })

  test('are cancelled, and say then why nothing more can be done', async () => {
    const page = await signedIn('orders/10043')
    await page.getByRole('button', { name: 'Cancel the order' }).click()
    await confirm(page, /^Cancel for good/)
    await page.getByText(/^Released NOK.499\.00$/).waitFor()
    const capture = page.getByRole('button', { name: 'Capture', exact: true })
    assert.equal(await capture.getAttribute('aria-disabled'), 'true')
    await capture.hover()
    await page.getByRole('tooltip').getByText('Nothing is left to capture.').waitFor()
  })

  test('show a reader everything and no button that changes something', async () => {
    const password = await server.employee('reader', 'read')
    const page = await signedIn('orders/10044', {}, { name: 'reader', password })
    await page.getByText('Your role allows reading only.').waitFor()
    await page.getByText('Approved by the customer').waitFor()
    await page.getByText('The guarantee of the reservation is about to end').first().waitFor()
    for (const name of [
      'Capture',
      'Refund',
      'Cancel the order',
      'Done with it',
      'Read again now',
    ]) {
      assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name)
    }
  })

  test('tell what was paid with, once that is so, and figures their days as everything does', async () => {
    const page = await signedIn('orders/10044')
    await page.getByText(/ · paid with the app, card \d+…/).waitFor()
    await page.goto(`${server.url}/console/orders/10045`)
    await page.getByText(/^PSP reference/).waitFor()
    assert.equal(await page.getByText(/paid with/).count(), 0)
    await page.goto(`${server.url}/console/figures`)
    await page
      .getByRole('rowheader', { name: /^\d{1,2} \p{L}+ \d{4}$/u })
      .first()
      .waitFor()
  })

  test('are listed when they need attention, until somebody is done with them', async () => {
    const page = await signedIn('attention')
    await page.getByRole('link', { name: '10044' }).click()
    await page.getByRole('button', { name: 'Done with it' }).click()
    await confirm(page, /^Done with it/)
    await page.getByRole('navigation').getByRole('link', { name: 'Needs attention' }).click()
    await page.getByRole('heading', { name: 'Orders that need attention' }).waitFor()
    await page.getByRole('link', { name: '10044' }).waitFor({ state: 'detached' })
    // The money is still there to be lost.
    await page.getByRole('navigation').getByRole('link', { name: 'Reservations' }).click()
    await page.getByRole('link', { name: '10044' }).waitFor()
  })

  test('say in Norwegian what may be wrong with a reference', async () => {
    const page = await signedIn('orders?q=other-shop-1', { locale: 'nb-NO' })
    await page.getByText(/Butikkens referanser begynner med acme-shop-/).waitFor()
  })

  for (const look of LOOKS) {
    test(`are for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      const page = await signedIn('orders', look)
      for (const path of [
        'orders',
        'orders/10044',
        'orders/10045',
        'attention',
        'reservations',
        'figures',
      ]) {
        await page.goto(`${server.url}/console/${path}`)
        await page.getByRole('heading', { level: 2 }).waitFor()
        const shown = path.includes('/') ? 'Order placed' : path === 'figures' ? 'Total' : '10042'
        await page.getByText(shown, { exact: true }).first().waitFor()
        await assertAccessible(page)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        assert.equal(overflow, 0, path)
      }
      await page.goto(`${server.url}/console/orders/10044`)
      await page.getByRole('button', { name: 'Capture', exact: true }).click()
      await page.getByRole('dialog').getByText('By line').click()
      await assertAccessible(page)
    })
  }
})
