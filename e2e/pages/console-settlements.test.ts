/** Settlements in the support console, as employees read them in a browser. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { HOUR_MS } from '@kvitt/values'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { ADMINISTRATOR } from '../../test/merchant/support/console-browser.ts'
import { authorized } from '../../test/merchant/support/console-office.ts'
import { ToldLedger } from '../../test/merchant/support/told-ledger.ts'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { openConsoleWorld, type ConsoleWorld } from '../support/console-world.ts'

describe('settlements in the support console', () => {
  let browser: Browser
  let server: ConsoleWorld

  before(async () => {
    browser = await startBrowser()
    const ledger = new ToldLedger()
    server = await openConsoleWorld({ settlements: () => ledger })
    const { world } = server
    await authorized(world, '10041')
    const { status } = await world.change('10041', 'captures')
    assert.equal(status, 200)
    ledger.capture('acme-shop-10041', 49_900)
    ledger.capture('another-shop-77', 10_000)
    ledger.payOut('2000001')
    await world.pass(HOUR_MS)
  })

  after(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
  })

  async function signedIn(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    // No page of the console: that would go on by itself once somebody has signed in.
    const page = await openPage(browser, `${server.url}/healthz`, options)
    const cookie = await page.request.post(`${server.url}/console/api/v1/session`, {
      headers: { 'Sec-Fetch-Site': 'same-origin' },
      data: ADMINISTRATOR,
    })
    assert.equal(cookie.status(), 200)
    await page.goto(`${server.url}/console/${path}`)
    return page
  }

  test('lead from the payout to its orders and back, with fees and days', async () => {
    const page = await signedIn('settlements')
    await page.getByRole('table', { name: 'Settlements' }).getByText('NOK 584.02').waitFor()
    await page.getByRole('link', { name: '2000001' }).click()
    await page.getByRole('heading', { name: /^NOK.584\.02 paid out/ }).waitFor()
    await page.getByText('“Utb. 2000001 Vippsnr 123456”').waitFor()
    await page.getByText(/^Expected on the account on Thursday, 3 September 2026/).waitFor()
    await page.getByRole('link', { name: '10041' }).click()
    await page.getByRole('heading', { name: 'In the ledger' }).waitFor()
    await page.getByText(/· on the account 3 Sept 2026 · fee -NOK.12\.48/).waitFor()
    await page.getByRole('link', { name: '2000001' }).click()
    await page.getByText('2 captures and refunds').waitFor()
  })

  for (const look of LOOKS) {
    test(`are for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      const page = await signedIn('settlements', look)
      for (const [path, shown] of [
        ['settlements', 'September 2026'],
        ['settlements/123456/2000001', 'another-shop-77'],
        ['reconciliation', 'No such order'],
      ] as const) {
        await page.goto(`${server.url}/console/${path}`)
        await page.getByText(shown, { exact: true }).last().waitFor()
        await assertAccessible(page)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        assert.equal(overflow, 0, path)
      }
    })
  }

  test('leave the list of what does not fit once somebody is done with it', async () => {
    const page = await signedIn('reconciliation')
    const item = page.getByRole('listitem').filter({ hasText: 'No such order' })
    await item.getByRole('button', { name: 'Done with it' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('What was done').fill('It is of the shop in town')
    await dialog.getByRole('button', { name: 'Done with it' }).click()
    await page.getByText('The ledger and the orders agree.').waitFor()
  })
})
