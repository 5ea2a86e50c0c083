import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openPage, startBrowser } from '../support/browser.ts'
import { startKvitt, type Running } from '../support/kvitt.ts'
import { merchantAt, type Merchant } from '../support/merchant.ts'
import {
  ADA,
  approve,
  headline,
  KARI,
  NORA,
  OLA,
  ON_THE_WEB,
  paymentAt,
  phoneAt,
  pushed,
  stateOf,
} from '../support/phone.ts'

describe('a payment on the phone', () => {
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

  test('arrives like a push message, is looked at and approved', async () => {
    const page = await openPage(browser, phoneAt(server.url, KARI))
    await page.getByText('Nothing waits for you.').waitFor()
    await pushed(merchant, 'push-order-1', { customer: { phoneNumber: KARI } })
    const arrival = page.getByRole('region', { name: 'New requests' })
    await arrival.getByText('Demo Shop Norway asks for NOK 499.00').waitFor()
    await arrival.getByRole('link', { name: 'Look at it' }).click()
    await headline(page, 'Vipps payment to Demo Shop Norway')
    await page.getByRole('timer').waitFor()
    await approve(page)
    await headline(page, 'You have approved NOK 499.00')
    assert.equal(await stateOf(merchant, 'push-order-1'), 'AUTHORIZED')
    // After a push message the customer stands in the shop already.
    assert.equal(await page.getByRole('link', { name: 'Back to the shop' }).count(), 0)
    await page.getByRole('link', { name: 'To my payments' }).click()
    await page.getByText('Reserved').waitFor()
  })

  test('can be put off, and waits in the list', async () => {
    const page = await openPage(browser, phoneAt(server.url))
    await headline(page, 'Payments')
    await page
      .getByText(/^Nothing waits|Waits for you/)
      .first()
      .waitFor()
    await pushed(merchant, 'push-order-2', { paymentDescription: 'Put off for now' })
    const arrival = page.getByRole('region', { name: 'New requests' })
    await arrival.getByRole('button', { name: 'Later' }).click()
    await arrival.getByRole('button').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: /Put off for now/ }).click()
    await page.getByRole('link', { name: 'Not now' }).click()
    await headline(page, 'Payments')
    assert.equal(await stateOf(merchant, 'push-order-2'), 'CREATED')
  })

  test('is rejected, and nothing is paid', async () => {
    await pushed(merchant, 'push-order-3')
    const page = await openPage(browser, paymentAt(server.url, 'push-order-3'))
    await page.getByRole('button', { name: 'Reject' }).click()
    await headline(page, 'This payment was rejected')
    assert.equal(await stateOf(merchant, 'push-order-3'), 'ABORTED')
  })

  test('takes another card after a refused one', async () => {
    await pushed(merchant, 'push-order-4')
    const page = await openPage(browser, paymentAt(server.url, 'push-order-4'))
    for (const [card, why] of [
      [/ending in 0037/, 'The card has expired.'],
      [/ending in 0048/, 'There is not enough money on the card.'],
      [/ending in 0060/, 'The card is from a market whose cards are not accepted.'],
    ] as const) {
      await page.getByRole('radio', { name: card }).check()
      await approve(page)
      await page.getByRole('alert').getByText(why).waitFor()
    }
    assert.equal(await stateOf(merchant, 'push-order-4'), 'CREATED')
    await page.getByRole('radio', { name: /ending in 0015/ }).check()
    await approve(page)
    await headline(page, 'You have approved NOK 499.00')
    await page.getByText('Mastercard, 540185…').waitFor()
  })

  test('is refused by an amount, whatever the card', async () => {
    const amount = { currency: 'NOK', value: 151 }
    await pushed(merchant, 'push-order-5', { amount })
    const page = await openPage(browser, paymentAt(server.url, 'push-order-5'))
    await approve(page)
    await page.getByRole('alert').getByText('There is not enough money on the card.').waitFor()
  })

  test('above the limit of a card asks for identification, which may fail first', async () => {
    await pushed(merchant, 'push-order-6')
    const page = await openPage(browser, paymentAt(server.url, 'push-order-6'))
    const begin = async (): Promise<void> => {
      await page.getByRole('radio', { name: /ending in 0071/ }).check()
      await approve(page)
      await page.getByRole('heading', { name: 'Identify yourself' }).waitFor()
    }
    await begin()
    await page.getByRole('button', { name: 'Fail' }).click()
    await page.getByRole('alert').getByText('The identification failed.').waitFor()
    await begin()
    // What was chosen is confirmed, though the page is loaded again.
    await page.reload()
    await page.getByRole('button', { name: 'It is me' }).click()
    await headline(page, 'You have approved NOK 499.00')
    await page.getByText('Mastercard, 540187…').waitFor()
  })

  test('whose result is unknown says so', async () => {
    await pushed(merchant, 'push-order-7', { amount: { currency: 'NOK', value: 201 } })
    const page = await openPage(browser, paymentAt(server.url, 'push-order-7'))
    await approve(page)
    await headline(page, 'The result is not known yet')
  })

  test('expires before the eyes of the customer', async () => {
    await pushed(merchant, 'push-order-8')
    const page = await openPage(browser, paymentAt(server.url, 'push-order-8'))
    await page.getByRole('button', { name: /^Approve / }).waitFor()
    const body = JSON.stringify({ by: '11m' })
    await fetch(`${server.url}/_kvitt/v1/clock/advance`, { method: 'POST', body })
    await headline(page, 'This payment has expired')
  })

  test('of a web shop is opened by its link, and leads back there in a context of its own', async () => {
    const { redirectUrl = '' } = await pushed(merchant, 'web-order-1', ON_THE_WEB)
    const page = await openPage(browser, `${phoneAt(server.url)}/scan`)
    await page.getByLabel('Link or content of a QR code').fill('https://shop.example/')
    await page.getByRole('button', { name: 'Open the payment' }).click()
    await page.getByRole('alert').getByText('There is no payment behind this link.').waitFor()
    await page.getByLabel('Link or content of a QR code').fill(redirectUrl)
    await page.getByRole('button', { name: 'Open the payment' }).click()
    await approve(page)
    await headline(page, 'You have approved NOK 499.00')
    const back = page.getByRole('link', { name: /^Back to the shop/ })
    assert.equal(await back.getAttribute('href'), ON_THE_WEB.returnUrl)
    assert.equal(await back.getAttribute('target'), '_blank')
    assert.match((await back.getAttribute('rel')) ?? '', /noopener/)
  })

  test('is opened by a link to the app, which the address then forgets', async () => {
    const { redirectUrl = '' } = await pushed(merchant, 'web-order-2', ON_THE_WEB)
    const token = new URL(redirectUrl).searchParams.get('token') ?? ''
    const page = await openPage(browser, `${server.url}/phone?token=${token}`)
    await page.getByText('Choose who opens the payment.').waitFor()
    await page.getByRole('link', { name: /Ada Lovelace/ }).click()
    await headline(page, 'Vipps payment to Demo Shop Norway')
    assert.equal(page.url(), paymentAt(server.url, 'web-order-2'))
  })

  test('cannot be made by who is too young, or blocked', async () => {
    const { redirectUrl = '' } = await pushed(merchant, 'web-order-3', {
      ...ON_THE_WEB,
      minimumUserAge: 60,
    })
    const token = new URL(redirectUrl).searchParams.get('token') ?? ''
    for (const [phoneNumber, why] of [
      [NORA, 'You must be 15 or older to pay businesses.'],
      [ADA, 'The merchant asks for an age of 60 or more.'],
    ] as const) {
      const page = await openPage(browser, `${phoneAt(server.url, phoneNumber)}?token=${token}`)
      await page.getByRole('alert').getByText(why).waitFor()
      assert.equal(await page.getByRole('button', { name: /^Approve / }).count(), 0)
    }
    const page = await openPage(browser, `${phoneAt(server.url, OLA)}/me`)
    await page.getByRole('switch', { name: 'Blocked' }).click()
    await page.getByRole('switch', { name: 'Blocked', checked: true }).waitFor()
    await page.goto(`${phoneAt(server.url, OLA)}?token=${token}`)
    await page.getByRole('alert').getByText('You are blocked').waitFor()
  })
})
