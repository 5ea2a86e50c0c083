import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt } from '../support/merchant.ts'

const HOSTILE = '<img src=x onerror=alert(1)>'

describe('customers in the portal', () => {
  let browser: Browser

  before(async () => {
    browser = await startBrowser()
  })

  after(() => browser.close())

  function approve(server: Running, reference: string, phoneNumber: string): Promise<Response> {
    return fetch(`${server.url}/_kvitt/v1/payments/123456/${reference}/approve`, {
      method: 'POST',
      body: JSON.stringify({ phoneNumber }),
    })
  }

  const dialog = (page: Page) => page.getByRole('dialog')

  test('are made, pay, are blocked and then cannot, and are removed', async () => {
    await using server = await startKvitt(['--memory'])
    const merchant = await merchantAt(server.url)
    await merchant.create('order-17-1')
    await merchant.create('order-17-2')
    const page = await openPage(browser, `${server.url}/portal/customers`)
    await page.getByRole('button', { name: 'New customer' }).click()
    await dialog(page).getByLabel('Phone number').fill('4712345678')
    await dialog(page).getByLabel('First name').fill(HOSTILE)
    await dialog(page).getByLabel('Last name').fill('Lie')
    await dialog(page).getByRole('button', { name: 'Create' }).click()
    await dialog(page).getByText('a test customer with this phone number already').waitFor()
    await dialog(page).getByLabel('Phone number').fill('4740000001')
    await dialog(page).getByRole('button', { name: 'Create' }).click()
    const item = page.getByRole('listitem').filter({ hasText: '4740000001' })
    await item.getByText(`${HOSTILE} Lie`).waitFor()
    assert.equal(await page.locator('img').count(), 0)
    assert.equal((await approve(server, 'order-17-1', '4740000001')).status, 200)

    await item.getByRole('button', { name: 'Change' }).click()
    await dialog(page).getByRole('switch', { name: 'Blocked' }).click()
    await dialog(page).getByLabel('First name').fill('Ida')
    await dialog(page).getByRole('button', { name: 'Change' }).click()
    await item.getByText('Blocked: cannot pay').waitFor()
    assert.equal((await approve(server, 'order-17-2', '4740000001')).status, 409)

    await item.getByRole('button', { name: 'Remove Ida Lie' }).click()
    await dialog(page).getByRole('button', { name: 'Remove' }).click()
    await item.waitFor({ state: 'detached' })
  })

  test('have the cards that they are given, those of their market', async () => {
    await using server = await startKvitt(['--memory'])
    const page = await openPage(browser, `${server.url}/portal/customers`)
    await page.getByLabel('Name or phone number').fill('aino')
    const item = page.getByRole('listitem').filter({ hasText: '358401234567' })
    await item.getByRole('button', { name: 'Change' }).click()
    for (const name of ['visa', 'mastercard', 'expired', 'limited', 'foreign', 'commercial']) {
      await dialog(page).getByRole('checkbox', { name }).uncheck()
    }
    assert.equal(await dialog(page).getByRole('checkbox', { name: 'bankaxept' }).count(), 0)
    await dialog(page).getByRole('button', { name: 'Change' }).click()
    await item.getByText('Cards: empty', { exact: true }).waitFor()
  })

  for (const look of LOOKS) {
    test(`are for everybody at ${look.viewport.width} px, ${look.colorScheme}`, async () => {
      await using server = await startKvitt(['--memory'])
      const page = await openPage(browser, `${server.url}/portal/customers`, look)
      const check = async (): Promise<void> => {
        await assertAccessible(page)
        const overflow = await page.evaluate(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        assert.equal(overflow, 0)
      }
      await page.getByText('Under 15: cannot pay').first().waitFor()
      await check()
      await page.getByRole('button', { name: 'New customer' }).click()
      await dialog(page).getByRole('button', { name: 'Create' }).waitFor()
      await check()
      await page.context().close()
    })
  }
})
