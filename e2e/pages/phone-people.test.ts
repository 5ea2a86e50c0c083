import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, type Merchant } from '../support/merchant.ts'
import { ADA, approve, headline, KARI, phoneAt, pushed, stateOf } from '../support/phone.ts'

describe('people and their phones', () => {
  let browser: Browser
  let server: Running
  let merchant: Merchant

  before(async () => {
    browser = await startBrowser()
    server = await startKvitt(['--memory'])
    merchant = await merchantAt(server.url)
  })

  after(async () => {
    await browser.close()
    await server[Symbol.asyncDispose]()
  })

  test('two phones in two tabs of one browser are two people', async () => {
    const ada = await openPage(browser, `${server.url}/phone`)
    await ada.getByRole('link', { name: /Ada Lovelace/ }).click()
    const kari = await ada.context().newPage()
    await kari.goto(`${server.url}/phone`)
    await kari.getByRole('link', { name: /Kari Nordmann/ }).click()
    await headline(kari, 'Payments')
    await headline(ada, 'Payments')
    assert.deepEqual([ada.url(), kari.url()], [phoneAt(server.url), phoneAt(server.url, KARI)])
    await kari.getByText('Nothing waits for you.').waitFor()
    await ada.getByText('Nothing waits for you.').waitFor()
    await pushed(merchant, 'tabs-order-1', { customer: { phoneNumber: KARI } })
    await kari.getByRole('link', { name: 'Look at it' }).click()
    await approve(kari)
    await headline(kari, /^You have approved/)
    assert.equal(await stateOf(merchant, 'tabs-order-1'), 'AUTHORIZED')
    // Each tab knows whose it is, and what came to one did not come to the other.
    await ada.goto(`${server.url}/phone`)
    await ada.getByText('Nothing waits for you.').waitFor()
    await ada.getByText('There are no earlier payments.').waitFor()
    assert.equal(ada.url(), phoneAt(server.url))
  })

  test('a new person has a phone at once, and cards', async () => {
    const page = await openPage(browser, `${server.url}/phone`)
    await page.getByRole('button', { name: 'Make a new person' }).click()
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByText('Give a number with its country code').waitFor()
    await page.getByLabel('Phone number').fill('+47 400 00 001')
    await page.getByLabel('First name').fill('Ida')
    await page.getByLabel('Last name').fill('Lie')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByText('Nothing waits for you.').waitFor()
    assert.equal(page.url(), phoneAt(server.url, '4740000001'))
    await page.getByRole('link', { name: 'Me', exact: true }).click()
    await headline(page, 'Ida Lie')
    await page.getByText('Visa ending in 0004').waitFor()
  })

  test('a number that nobody has leads to the choice', async () => {
    const page = await openPage(browser, phoneAt(server.url, '4799999999'))
    await headline(page, 'There is no test customer with the number 4799999999.')
    await page.getByRole('link', { name: 'Choose another person' }).click()
    await headline(page, 'Whose phone is this?')
    await page.getByLabel('Find a name or number').fill('aino')
    await page.getByRole('link', { name: /Ada Lovelace/ }).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /Aino Virtanen/ }).waitFor()
  })

  test('a phone speaks the language of the browser, and another one when it is chosen', async () => {
    const page = await openPage(browser, phoneAt(server.url, ADA), { locale: 'nb-NO' })
    await headline(page, 'Betalinger')
    assert.equal(await page.getAttribute('html', 'lang'), 'nb')
    for (const [language, title] of [
      ['da', 'Betalinger'],
      ['fi', 'Maksut'],
      ['en', 'Payments'],
    ] as const) {
      await page.getByRole('combobox').selectOption(language)
      await page.locator(`html[lang=${language}]`).waitFor()
      await headline(page, title)
    }
  })

  test('a phone can be used with the keyboard alone', async () => {
    await pushed(merchant, 'keyboard-order-1')
    const page = await openPage(browser, phoneAt(server.url))
    const row = page.getByRole('link', { name: /One pair of socks/ })
    await row.waitFor()
    await row.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Approve / }).waitFor()
    // What is shown now has the focus, so that the next tab leads into it.
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate('document.activeElement.textContent'), '‹ Payments')
    await page.getByRole('radio', { name: /ending in 0004/ }).focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('radio', { name: /ending in 0015/, checked: true }).waitFor()
    await page.getByRole('button', { name: /^Approve / }).focus()
    await page.keyboard.press('Enter')
    await headline(page, 'You have approved NOK 499.00')
  })
})
