import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { assertAccessible, LOOKS, openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, type Merchant } from '../support/merchant.ts'
import { pushed } from '../support/phone.ts'

const TOKEN = 'correct-horse-battery'

describe('signing in to the portal', () => {
  let browser: Browser
  let server: Running
  let merchant: Merchant

  before(async () => {
    browser = await startBrowser()
    server = await startKvitt(['--memory'], { KVITT_ADMIN_TOKEN: TOKEN })
    merchant = await merchantAt(server.url)
    await merchant.create('order-17-1')
  })

  after(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
  })

  async function signIn(page: Page): Promise<void> {
    await page.getByLabel('Admin token').fill(TOKEN)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }

  /** Whether the clock stands still, asked with the admin token. */
  async function isFrozen(): Promise<boolean> {
    const headers = { Authorization: `Bearer ${TOKEN}` }
    const answer = await fetch(`${server.url}/_kvitt/v1/clock`, { headers })
    return ((await answer.json()) as { readonly frozen: boolean }).frozen
  }

  test('leads back to the page that somebody wanted, which then follows what happens', async () => {
    const page = await openPage(browser, `${server.url}/portal/payments?reference=order-1`)
    await page.waitForURL('**/portal/sign-in?to=*')
    await signIn(page)
    await page.getByRole('link', { name: 'order-17-1' }).waitFor()
    assert.equal(new URL(page.url()).search, '?reference=order-1')
    await merchant.create('order-17-2')
    await page.getByRole('link', { name: 'order-17-2' }).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Admin token').waitFor()
    await page.goto(`${server.url}/portal/payments`)
    await page.waitForURL('**/portal/sign-in?to=*')
  })

  test('is asked of phones as well, which then are told what comes', async () => {
    const page = await openPage(browser, `${server.url}/phone/4712345678`)
    await page.waitForURL('**/portal/sign-in?to=*')
    await signIn(page)
    await page.getByText('Nothing waits for you.').waitFor()
    assert.equal(new URL(page.url()).pathname, '/phone/4712345678')
    await pushed(merchant, 'order-18-1')
    await page.getByRole('link', { name: 'Look at it' }).waitFor()
  })

  test('says when the token is another one, and keeps nothing of it where scripts can see it', async () => {
    const page = await openPage(browser, `${server.url}/portal/sign-in`)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Type the admin token.').waitFor()
    await page.getByLabel('Admin token').fill('guess')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('That is not the admin token').waitFor()
    await signIn(page)
    await page.getByRole('link', { name: 'order-17-1' }).waitFor()
    const seen = await page.evaluate(
      '[document.cookie, JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.documentElement.outerHTML].join()',
    )
    assert.ok(!String(seen).includes(TOKEN) && !String(seen).includes('kvitt-session'))
  })

  test('is accessible in every look', async () => {
    for (const look of LOOKS) {
      const page = await openPage(browser, `${server.url}/portal/sign-in`, look)
      await page.getByLabel('Admin token').waitFor()
      await assertAccessible(page)
    }
  })

  for (const host of ['localhost', '127.0.0.1']) {
    test(`is of no use to a page of another server on ${host}`, async () => {
      const other = createServer((_request, response) => {
        response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>Shop</title>')
      }).listen(0, '127.0.0.1')
      await once(other, 'listening')
      const { port } = other.address() as AddressInfo
      const page = await openPage(browser, `${server.url}/portal/sign-in`)
      await signIn(page)
      await page.getByRole('link', { name: 'order-17-1' }).waitFor()

      await page.goto(`http://${host}:${port}/`)
      const control = `${server.url}/_kvitt/v1`
      const read = await page.evaluate(`fetch('${control}/clock', { credentials: 'include' })
        .then((answer) => answer.text(), () => 'refused')`)
      assert.equal(read, 'refused')
      for (const type of ['text/plain', 'application/json']) {
        await page.evaluate(`fetch('${control}/clock/freeze', {
          method: 'POST', mode: '${type === 'text/plain' ? 'no-cors' : 'cors'}',
          credentials: 'include', headers: { 'Content-Type': '${type}' }, body: '{}',
        }).catch(() => undefined)`)
      }
      await page.evaluate(`(() => {
        const form = document.body.appendChild(document.createElement('form'))
        form.method = 'POST'
        form.enctype = 'text/plain'
        form.action = '${control}/clock/freeze'
        form.submit()
      })()`)
      await page.waitForURL(`${control}/clock/freeze`)
      assert.match(String(await page.evaluate('document.body.innerText')), /"status":403/)
      assert.equal(await isFrozen(), false)
      other.close()
    })
  }
})
